// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * OpenSSH's server on a free port of this machine, with a host key of its own, and a client's key that it lets in. Nothing
 * of it is in the user's {@code ~/.ssh}: {@link #path} has an {@code ssh} that reads a configuration of the test.
 */
final class SshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private final Process process;

    private SshServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one; without the program the test is skipped.
     *
     * @param directory empty
     * @param dockerHost which engine those who log in have
     */
    static SshServer start(Path directory, String dockerHost) throws IOException {
        Needs.root();
        Needs.file(SSHD, "it is in the Debian package openssh-server");
        // Where the server that comes with the system keeps nothing, and refuses to start without.
        Files.createDirectories(Path.of("/run/sshd"));
        for (String key : List.of("host", "client")) {
            Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
                    .in(directory)
                    .output();
        }
        Port port = Port.free();
        Path config = Files.writeString(
                directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%2$d
                HostKey %1$s/host
                AuthorizedKeysFile %1$s/client.pub
                StrictModes no
                PidFile none
                SetEnv DOCKER_HOST=%3$s
                """.formatted(directory, port.number(), dockerHost));
        Process process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        SshServer server = new SshServer(directory, port.number(), process);
        if (!port.awaitListener()) {
            server.stop();
            throw Needs.missing("sshd does not start: " + Files.readString(directory.resolve("sshd.log")));
        }
        server.trust();
        return server;
    }

    /** Where it listens, in the form of {@code DOCKER_HOST}. */
    String address() {
        return "ssh://root@127.0.0.1:" + port;
    }

    /** A search path with an {@code ssh} that knows this server. */
    String path() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path config = Files.writeString(directory.resolve("ssh_config"), """
                UserKnownHostsFile %1$s/known_hosts
                StrictHostKeyChecking yes
                IdentityFile %1$s/client
                IdentitiesOnly yes
                BatchMode yes
                """.formatted(directory));
        Path ssh = Files.writeString(
                bin.resolve("ssh"), "#!/bin/sh\nPATH=${PATH#*:}\nexec ssh -F '" + config + "' \"$@\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin + ":" + System.getenv("PATH");
    }

    /** Makes the server's host key the known one. */
    void trust() throws IOException {
        String key = Files.readString(directory.resolve("host.pub"));
        Files.writeString(directory.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key);
    }

    /** Makes another key the known one, as if somebody stood in between. */
    void distrust() throws IOException {
        String key = Files.readString(directory.resolve("client.pub"));
        Files.writeString(directory.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key);
    }

    /** Ends it before the test does. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }
}
