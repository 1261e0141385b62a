// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of the test's own, with its images in a directory and without a network. It listens on a Unix socket and,
 * with TLS and for clients with a certificate, on a port of this machine.
 */
final class DockerDaemon implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Path directory;
    private final int port;
    private final Process process;

    private DockerDaemon(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one; where that is not possible the test is skipped.
     *
     * @param directory with {@code ca.pem}, {@code server.pem} and {@code server.key}
     */
    static DockerDaemon start(Path directory) throws IOException {
        Needs.root();
        Needs.program("dockerd", "docker.io");
        Needs.program("docker", "docker.io");
        int port = Port.free().number();
        // Not with "--bridge none", which removes the bridge of an engine that runs already.
        String options = "--data-root data --exec-root exec --pidfile pid --iptables=false"
                + " --tlsverify --tlscacert ca.pem --tlscert server.pem --tlskey server.key";
        List<String> command = new ArrayList<>(List.of("dockerd"));
        for (String option : options.split(" ")) {
            boolean isFile = !option.startsWith("--");
            command.add(isFile ? directory.resolve(option).toString() : option);
        }
        Files.createDirectories(directory.resolve("run"));
        command.addAll(List.of("-H", "unix://" + socket(directory), "-H", "tcp://127.0.0.1:" + port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("dockerd.log").toFile())
                .start();
        DockerDaemon daemon = new DockerDaemon(directory, port, process);
        daemon.awaitStart();
        return daemon;
    }

    /** Its Unix socket, in a directory that is to be somebody's {@code XDG_RUNTIME_DIR}. */
    Path socket() {
        return socket(directory);
    }

    /** Its port, in the form of {@code DOCKER_HOST}. */
    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    /** {@code docker} with this engine. */
    Program docker(String... arguments) {
        return Program.of(List.of("docker", "-H", "unix://" + socket()), arguments);
    }

    /** How many layers an image has. */
    int layers(String image) throws IOException {
        byte[] count = docker("image", "inspect", "--format", "{{len .RootFS.Layers}}", image)
                .output();
        return Integer.parseInt(new String(count, StandardCharsets.US_ASCII).strip());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        unmountNetwork();
    }

    /** The network of containers that have the host's stays mounted, so that its directory cannot be deleted. */
    private void unmountNetwork() {
        try {
            Path network = directory.resolve("exec/netns/default");
            if (Files.exists(network)) {
                Program.of("umount", network.toString()).run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path socket(Path directory) {
        return directory.resolve("run").resolve("docker.sock");
    }

    private void awaitStart() throws IOException {
        for (int i = 0; i < PATIENCE_SECONDS * 10 && process.isAlive(); i++) {
            if (Files.exists(socket()) && docker("version").run().exitCode() == 0) {
                return;
            }
            pause();
        }
        close();
        List<String> log = Files.readAllLines(directory.resolve("dockerd.log"));
        throw Needs.missing("a second dockerd does not start: " + (log.isEmpty() ? "" : log.getLast()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while dockerd starts", e);
        }
    }
}
