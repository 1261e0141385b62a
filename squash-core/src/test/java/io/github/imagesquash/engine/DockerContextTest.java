// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user has chosen with {@code docker context use}, where the command is absent. */
class DockerContextTest {
    @TempDir
    Path home;

    private void choose(String name) throws IOException {
        Files.writeString(configuration().resolve("config.json"), "{\"currentContext\": \"" + name + "\"}");
    }

    private Path create(String name, String host) throws IOException {
        Path meta = Files.createDirectories(contexts().resolve("meta").resolve(hex(name)));
        return Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"%s\",\"Endpoints\":{\"docker\":{\"Host\":\"%s\"}}}".formatted(name, host));
    }

    private Path configuration() throws IOException {
        return Files.createDirectories(home.resolve(".docker"));
    }

    private Path contexts() throws IOException {
        return configuration().resolve("contexts");
    }

    private static String hex(String name) {
        return Digest.sha256Of(name.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private SocketAddresses addresses(String variable, String value) {
        return SocketAddresses.of(Map.of("HOME", home.toString(), variable, value));
    }

    private SocketAddresses addresses() {
        return addresses("LANG", "C");
    }

    private static String refusal(SocketAddresses addresses) {
        return assertThrows(EngineException.class, addresses::find).getMessage();
    }

    @Test
    void currentContextIsFollowed() throws IOException {
        create("rootless", "unix:///run/user/1/docker.sock");
        choose("rootless");
        assertEquals(
                UnixDomainSocketAddress.of("/run/user/1/docker.sock"),
                addresses().find());
    }

    @Test
    void variableIsStrongerAndDockerHostStrongest() throws IOException {
        create("a", "unix:///a.sock");
        create("b", "unix:///b.sock");
        choose("a");
        assertEquals(
                UnixDomainSocketAddress.of("/b.sock"),
                addresses("DOCKER_CONTEXT", "b").find());
        assertEquals(
                UnixDomainSocketAddress.of("/c.sock"),
                addresses("DOCKER_HOST", "unix:///c.sock").find());
    }

    @Test
    void configurationMayBeElsewhere() throws IOException {
        create("a", "unix:///a.sock");
        choose("a");
        Map<String, String> environment =
                Map.of("HOME", "/nowhere", "DOCKER_CONFIG", configuration().toString());
        assertEquals(
                UnixDomainSocketAddress.of("/a.sock"),
                SocketAddresses.of(environment).find());
    }

    @Test
    void contextWithCertificatesOrSshNeedsTheCommand() throws IOException {
        String command = " needs the docker command, which is not on the path";
        create("far", "ssh://me@host");
        create("secure", "tcp://host:2376");
        Files.createDirectories(contexts().resolve("tls").resolve(hex("secure")).resolve("docker"));
        assertEquals("docker: DOCKER_CONTEXT=far" + command, refusal(addresses("DOCKER_CONTEXT", "far")));
        choose("secure");
        Path file = configuration().resolve("config.json");
        assertEquals("docker: context \"secure\" of " + file + " with TLS" + command, refusal(addresses()));
    }

    @Test
    void contextThatIsNotThereIsRefused() throws IOException {
        assertEquals(
                "docker: DOCKER_CONTEXT=none: no such context in " + contexts(),
                refusal(addresses("DOCKER_CONTEXT", "none")));
    }

    @Test
    void defaultContextIsTheUsualSocket() throws IOException {
        choose("default");
        assertTrue(DockerContext.current(Map.of("HOME", home.toString())).isEmpty());
        assertTrue(DockerContext.current(Map.of("DOCKER_CONTEXT", "default")).isEmpty());
        assertTrue(DockerContext.current(Map.of()).isEmpty());
    }
}
