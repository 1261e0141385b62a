// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to an engine that is not at the usual place: TLS, ssh, contexts, a rootless socket. The engine is a second one. */
class RemoteEnginesIT {
    private static final String OLD = "squash-it-remote:old";
    private static final String NEW = "squash-it-remote:new";
    private static final String NEEDS_COMMAND = " needs the docker command, which is not on the path";

    @TempDir
    static Path home;

    @TempDir
    Path directory;

    private static DockerDaemon daemon;
    private static CertificateAuthority authority;
    private static Path certificates;

    @BeforeAll
    static void startAnEngineWithAnImage() throws IOException {
        authority = CertificateAuthority.in(home).sign("server").sign("client");
        certificates = authority.giveTo("client", home.resolve("certificates"));
        daemon = DockerDaemon.start(home);
        Path archive = LayeredImage.write(OLD, home);
        daemon.docker("load", "--input", archive.toString()).output();
    }

    @AfterAll
    static void stop() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @AfterEach
    void removeTheNewImage() throws IOException {
        daemon.docker("image", "rm", "--force", NEW).run();
    }

    /** Without whatever this machine's user has set up. */
    private Program squash() {
        return Launcher.squash("-q", "-t", NEW, "docker-daemon:" + OLD)
                .withoutEngine()
                .environment("HOME", directory.toString())
                .environment("DOCKER_CONFIG", directory.resolve(".docker").toString());
    }

    private Program byTls() {
        return squash().environment("DOCKER_HOST", daemon.address())
                .environment("DOCKER_TLS_VERIFY", "1")
                .environment("DOCKER_CERT_PATH", certificates.toString());
    }

    private Program byContext(String name) {
        return squash().environment("DOCKER_CONTEXT", name);
    }

    private static Program withoutClient(Program squash) {
        return squash.environment("PATH", "/nonexistent");
    }

    private void assertSquashed(Program squash) throws IOException {
        Outcome outcome = squash.run();
        assertEquals("", outcome.errors());
        assertEquals(0, outcome.exitCode());
        assertEquals(1, daemon.layers(NEW));
        removeTheNewImage();
    }

    private static void assertRefused(String begin, Program squash) throws IOException {
        assertRefused(List.of(begin), squash);
    }

    /** Docker's client does not tell what ssh says if ssh has ended before a request is sent. */
    private static void assertRefusedBySsh(String reason, Program squash) throws IOException {
        assertRefused(
                List.of("ssh to 127.0.0.1: " + reason, "ssh to the engine's host: the connection ended at once ("),
                squash);
    }

    private static void assertRefused(List<String> begins, Program squash) throws IOException {
        Outcome outcome = squash.run();
        assertEquals(1, outcome.exitCode());
        assertTrue(
                begins.stream().anyMatch(begin -> outcome.errors().startsWith("squash: docker: " + begin)),
                outcome.errors());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
    }

    private void createContext(String name, String endpoint) throws IOException {
        docker("context", "create", name, "--docker", endpoint);
    }

    private void docker(String... arguments) throws IOException {
        Program.of(List.of("docker"), arguments)
                .withoutEngine()
                .environment("DOCKER_CONFIG", directory.resolve(".docker").toString())
                .output();
    }

    @Test
    void tlsWithACertificateServes() throws IOException {
        assertSquashed(byTls());
    }

    @Test
    void tlsThatFailsSaysWhoRefusedWhom() throws IOException {
        String tls = "TLS with " + daemon.address() + ": ";
        Path other = Files.createDirectory(directory.resolve("other"));
        CertificateAuthority stranger = CertificateAuthority.in(other).sign("client");
        Path wrong = stranger.giveTo("client", directory.resolve("wrong"));
        assertRefused(
                tls + "x509: certificate signed by unknown authority\n",
                byTls().environment("DOCKER_CERT_PATH", wrong.toString()));
        Files.copy(
                certificates.resolve("ca.pem"),
                Files.createDirectory(directory.resolve("mixed")).resolve("ca.pem"));
        Path mixed = directory.resolve("mixed");
        Files.copy(wrong.resolve("cert.pem"), mixed.resolve("cert.pem"));
        Files.copy(wrong.resolve("key.pem"), mixed.resolve("key.pem"));
        assertRefused(tls + "remote error: tls: ", byTls().environment("DOCKER_CERT_PATH", mixed.toString()));
        assertRefused("open /nonexistent/ca.pem: ", byTls().environment("DOCKER_CERT_PATH", "/nonexistent"));
    }

    @Test
    void tlsThatWasNotAskedForIsSaid() throws IOException {
        Program plain = squash().environment("DOCKER_HOST", daemon.address());
        assertRefused("the engine requires TLS: set DOCKER_TLS_VERIFY=1", plain);
        assertRefused("the engine requires TLS: set DOCKER_TLS_VERIFY=1", withoutClient(plain));
    }

    @Test
    void tlsNeedsTheCommand() throws IOException {
        assertRefused("DOCKER_HOST=" + daemon.address() + " with TLS" + NEEDS_COMMAND, withoutClient(byTls()));
    }

    @Test
    void sshServes() throws IOException {
        try (SshServer server = SshServer.start(directory, "unix://" + daemon.socket())) {
            Program squash =
                    squash().environment("DOCKER_HOST", server.address()).environment("PATH", server.path());
            assertSquashed(squash);
            server.distrust();
            assertRefusedBySsh("Host key verification failed", squash);
            server.trust();
            server.stop();
            assertRefusedBySsh("ssh: connect to host 127.0.0.1 port ", squash);
            assertRefused("DOCKER_HOST=" + server.address() + NEEDS_COMMAND, withoutClient(squash));
        }
    }

    @Test
    void contextIsFollowedByNameAndByUse() throws IOException {
        createContext("second", "host=unix://" + daemon.socket());
        assertSquashed(byContext("second"));
        assertSquashed(withoutClient(byContext("second")));
        docker("context", "use", "second");
        assertSquashed(squash());
        assertSquashed(withoutClient(squash()));
    }

    @Test
    void contextWithCertificatesServes() throws IOException {
        createContext(
                "tls",
                "host=%1$s,ca=%2$s/ca.pem,cert=%2$s/cert.pem,key=%2$s/key.pem"
                        .formatted(daemon.address(), certificates));
        assertSquashed(byContext("tls"));
        assertRefused("DOCKER_CONTEXT=tls with TLS" + NEEDS_COMMAND, withoutClient(byContext("tls")));
    }

    @Test
    void unknownContextIsSaid() throws IOException {
        assertRefused("context \"nobody\"", byContext("nobody"));
        assertRefused("DOCKER_CONTEXT=nobody: no such context in ", withoutClient(byContext("nobody")));
    }

    /** Root's own socket must be out of sight, so {@code /run} is empty for this one process. */
    @Test
    void rootlessSocketIsFoundWhereThereIsNoClient() throws IOException {
        Needs.program("unshare", "util-linux");
        String hidden = "mount -t tmpfs none /run && PATH=/nonexistent exec '" + Launcher.PATH + "' -q -t " + NEW
                + " docker-daemon:" + OLD;
        assertSquashed(Program.of("unshare", "--mount", "sh", "-c", hidden)
                .withoutEngine()
                .environment("HOME", directory.toString())
                .environment("XDG_RUNTIME_DIR", daemon.socket().getParent().toString()));
    }
}
