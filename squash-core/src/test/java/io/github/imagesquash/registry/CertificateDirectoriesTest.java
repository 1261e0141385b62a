// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates are for which registry (containers-certs.d(5)). */
class CertificateDirectoriesTest {
    @TempDir
    Path directory;

    private Path user;
    private Path system;
    private CertificateDirectories directories;

    @BeforeEach
    void directories() {
        user = directory.resolve("user");
        system = directory.resolve("system");
        directories = new CertificateDirectories(List.of(user, system));
    }

    private static void put(Path certificates, String host, String... files) throws IOException {
        for (String file : files) {
            Files.writeString(
                    Files.createDirectories(certificates.resolve(host)).resolve(file), "");
        }
    }

    @Test
    void hostAndPortNameTheDirectory() throws IOException {
        put(system, "reg.example:5000", "ca.crt", "client.cert", "client.key", "README");
        Path own = system.resolve("reg.example:5000");
        assertEquals(
                new HostCertificates(
                        List.of(own.resolve("ca.crt")),
                        List.of(new HostCertificates.Client(own.resolve("client.cert"), own.resolve("client.key")))),
                directories.of("reg.example:5000"));
        assertEquals(HostCertificates.NONE, directories.of("reg.example"));
    }

    @Test
    void firstDirectoryThatKnowsTheHostCounts() throws IOException {
        put(system, "reg.example", "a.crt");
        put(user, "other.example", "b.crt");
        assertEquals(
                List.of(system.resolve("reg.example/a.crt")),
                directories.of("reg.example").authorities());
        put(user, "reg.example", "b.crt", "c.crt");
        assertEquals(2, directories.of("reg.example").authorities().size());
    }

    @Test
    void certificateWithoutKeyAndKeyWithoutCertificateAreRefused() throws IOException {
        put(system, "a.example", "ca.cert");
        put(system, "b.example", "my.key");
        String message = assertThrows(RegistryException.class, () -> directories.of("a.example"))
                .getMessage();
        assertEquals(
                system + "/a.example/ca.cert: there is no ca.key for it; authorities are to be called .crt", message);
        message = assertThrows(RegistryException.class, () -> directories.of("b.example"))
                .getMessage();
        assertEquals(system + "/b.example/my.key: there is no my.cert for it", message);
    }

    @Test
    void usersDirectoryComesBeforeTheSystems() {
        assertEquals(
                List.of(
                        Path.of("/home/me/.config/containers/certs.d"),
                        Path.of("/etc/containers/certs.d"),
                        Path.of("/etc/docker/certs.d")),
                CertificateDirectories.ofEnvironment(Map.of("HOME", "/home/me")).directories());
    }

    @Test
    void keyInAFormThatCannotBeReadIsNamed() throws IOException {
        Path key = Files.writeString(directory.resolve("my.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        String message = assertThrows(RegistryException.class, () -> PrivateKeys.read(key, "RSA"))
                .getMessage();
        assertTrue(message.startsWith(key + ": not a usable private key"), message);
    }
}
