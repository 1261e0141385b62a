// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Directories in which each registry may have a subdirectory {@code HOST[:PORT]} with certificates
 * (containers-certs.d(5)): {@code *.crt} of authorities to trust, and {@code *.cert} with {@code *.key} to present. The
 * first directory with a subdirectory for the registry counts.
 *
 * @param directories the directories in the order of the search
 */
public record CertificateDirectories(List<Path> directories) {
    /** No directories. */
    public static final CertificateDirectories NONE = new CertificateDirectories(List.of());

    public CertificateDirectories {
        directories = List.copyOf(directories);
    }

    /**
     * The directories of podman, skopeo and Docker.
     *
     * @param environment the process's variables
     */
    public static CertificateDirectories ofEnvironment(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new CertificateDirectories(List.of(
                Path.of(home, ".config", "containers", "certs.d"),
                Path.of("/etc/containers/certs.d"),
                Path.of("/etc/docker/certs.d")));
    }

    /**
     * The certificates for a registry.
     *
     * @throws RegistryException if a certificate has no key, or a key no certificate
     */
    HostCertificates of(String domain) throws IOException {
        for (Path directory : directories) {
            Path own = directory.resolve(domain);
            if (Files.isDirectory(own)) {
                return in(own);
            }
        }
        return HostCertificates.NONE;
    }

    private static HostCertificates in(Path directory) throws IOException {
        List<HostCertificates.Client> clients = new ArrayList<>();
        for (Path certificate : files(directory, ".cert")) {
            Path key = counterpart(certificate, ".cert", ".key");
            if (!Files.exists(key)) {
                throw new RegistryException(
                        certificate.toString(),
                        "there is no " + key.getFileName() + " for it; authorities are to be called .crt");
            }
            clients.add(new HostCertificates.Client(certificate, key));
        }
        for (Path key : files(directory, ".key")) {
            Path certificate = counterpart(key, ".key", ".cert");
            if (!Files.exists(certificate)) {
                throw new RegistryException(key.toString(), "there is no " + certificate.getFileName() + " for it");
            }
        }
        return new HostCertificates(files(directory, ".crt"), clients);
    }

    private static Path counterpart(Path file, String suffix, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - suffix.length()) + other);
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
