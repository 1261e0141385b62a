// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.registry.CredentialFiles;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.Retries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The registry server of the distribution project, on a free port of this machine, with its content in a directory of the
 * test.
 */
final class RegistryServer implements AutoCloseable {
    private static final Retries PATIENCE = new Retries(5, Duration.ofMillis(50), Duration.ofSeconds(5));

    private final Path directory;
    private final Process process;
    private final int port;
    private final boolean secured;

    private RegistryServer(Path directory, Process process, int port, boolean secured) {
        this.directory = directory;
        this.process = process;
        this.port = port;
        this.secured = secured;
    }

    /** One that lets everybody in. */
    static RegistryServer open(Path directory) throws IOException {
        return start(directory, "", false);
    }

    /** One that wants the password of {@code me:secret}, and speaks TLS with a certificate of an authority of the test. */
    static RegistryServer secured(Path directory) throws IOException {
        Needs.program("htpasswd", "apache2-utils");
        CertificateAuthority.in(directory).sign("server");
        byte[] user = Program.of("htpasswd", "-Bbn", "me", "secret").output();
        Files.write(directory.resolve("htpasswd"), user);
        return start(directory, """
              tls: {certificate: %1$s/server.pem, key: %1$s/server.key}
            auth:
              htpasswd: {realm: it, path: %1$s/htpasswd}
            """.formatted(directory), true);
    }

    /** One that lets in who shows a certificate of the test's authority, which {@link #giveClient} gives. */
    static RegistryServer askingForCertificates(Path directory) throws IOException {
        CertificateAuthority.in(directory).sign("server").sign("me");
        return start(directory, """
              tls: {certificate: %1$s/server.pem, key: %1$s/server.key, clientcas: [%1$s/ca.pem]}
            """.formatted(directory), true);
    }

    /**
     * Puts a client's certificate and key into files.
     *
     * @param traditional writes the key as openssl did before version 3
     */
    void giveClient(Path certificate, Path key, boolean traditional) throws IOException {
        Files.copy(directory.resolve("me.pem"), certificate);
        Path own = directory.resolve("me.key");
        if (traditional) {
            Program.of("openssl", "rsa", "-traditional", "-in", own.toString(), "-out", key.toString())
                    .output();
        } else {
            Files.copy(own, key);
        }
    }

    private static RegistryServer start(Path directory, String more, boolean secured) throws IOException {
        Needs.program("docker-registry", "docker-registry");
        Port port = Port.free();
        Path config = directory.resolve("config.yml");
        Files.writeString(config, """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http:
              addr: localhost:%d
            %s\
            """.formatted(directory.resolve("content"), port.number(), more));
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        RegistryServer server = new RegistryServer(directory, process, port.number(), secured);
        if (!port.awaitListener()) {
            server.close();
            throw new AssertionError("docker-registry does not answer: " + Files.readString(directory.resolve("log")));
        }
        return server;
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** {@code localhost:<port>/<name>}. */
    String name(String name) {
        return "localhost:" + port + "/" + name;
    }

    ImageAddress address(String name) {
        return ImageAddress.parse(name(name));
    }

    /** What the library needs to get in. */
    RegistryAccess access() throws IOException {
        RegistryAccess access = RegistryAccess.ANONYMOUS.withRetries(PATIENCE);
        return secured
                ? access.withCertificates(List.of(certificate()))
                        .withCredentials(new CredentialFiles(List.of(login("me:secret")), ""))
                : access;
    }

    /** The authority's certificate. */
    Path certificate() {
        return directory.resolve("ca.pem");
    }

    /** A file as {@code docker login} writes it. */
    Path login(String pair) throws IOException {
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                directory.resolve("login.json"),
                "{\"auths\":{\"localhost:%d\":{\"auth\":\"%s\"}}}".formatted(port, auth));
    }

    /** {@code skopeo copy} into this registry. */
    void take(String source, String name) throws IOException {
        skopeo("dest", List.of(), source, "docker://" + name(name));
    }

    /** The manifest or index under a tag, as {@code skopeo inspect --raw} gives it; empty if there is none. */
    Optional<byte[]> manifest(String name) throws IOException {
        Needs.program("skopeo", "skopeo");
        Program.Outcome outcome = Program.of(
                        "skopeo", "inspect", "--tls-verify=false", "--raw", "docker://" + name(name))
                .run();
        return outcome.exitCode() == 0 ? Optional.of(outcome.output()) : Optional.empty();
    }

    /** {@code skopeo copy} out of this registry. */
    void give(String name, String destination) throws IOException {
        skopeo("src", List.of(), "docker://" + name(name), destination);
    }

    /** As {@link #take}, with all platforms. */
    void takeAll(String source, String name) throws IOException {
        skopeo("dest", List.of("--all"), source, "docker://" + name(name));
    }

    /** As {@link #give}, with all platforms, and under the same digests. */
    void giveAll(String name, String destination) throws IOException {
        skopeo("src", List.of("--all", "--preserve-digests"), "docker://" + name(name), destination);
    }

    private void skopeo(String side, List<String> more, String source, String destination) throws IOException {
        Needs.program("skopeo", "skopeo");
        List<String> command = new ArrayList<>(List.of("skopeo", "copy", "--quiet"));
        command.addAll(more);
        command.add("--" + side + "-tls-verify=false");
        command.add(secured ? "--" + side + "-creds=me:secret" : "--" + side + "-no-creds");
        Program.of(command, source, destination).output();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
