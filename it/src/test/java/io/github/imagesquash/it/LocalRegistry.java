package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The registry server of the distribution project, on a free port of this machine; it lets everybody in. */
final class LocalRegistry implements AutoCloseable {
    private static final int ATTEMPTS = 200;
    private static final int PAUSE_MILLIS = 50;

    private final Process process;
    private final int port;

    private LocalRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that keeps its content in an empty directory; without the program the test is skipped. */
    static LocalRegistry start(Path directory) throws IOException {
        Needs.program("docker-registry", "docker-registry");
        int port = freePort();
        Path config =
                Files.writeString(directory.resolve("config.yml"), """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "localhost:%d"}
            """.formatted(directory.resolve("content"), port));
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LocalRegistry registry = new LocalRegistry(process, port);
        if (!registry.answers()) {
            registry.close();
            throw new AssertionError("docker-registry does not answer: " + Files.readString(log));
        }
        return registry;
    }

    /** Its name in an image's. */
    String host() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private boolean answers() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                pause();
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for docker-registry", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
