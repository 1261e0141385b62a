// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Podman's images, through its command and through the socket on which it plays Docker; in a storage of the test's own. */
class PodmanEngineIT {
    private static final String OLD = "localhost/squash-it-podman:1";
    private static final String NEW = "localhost/squash-it-podman:small";
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path directory;

    private Path configuration;

    @BeforeEach
    void loadAnImage() throws IOException {
        Needs.program("podman", "podman");
        Needs.root();
        configuration = Files.writeString(directory.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                graphroot = "%1$s/storage"
                runroot = "%1$s/run"
                """.formatted(directory));
        podman("load", "--quiet", "--input", LayeredImage.write(OLD, directory).toString());
    }

    @AfterEach
    void removeImages() throws IOException {
        podman("rmi", "--all", "--force");
    }

    private Program inStorage(Program program) {
        return program.environment("CONTAINERS_STORAGE_CONF", configuration.toString());
    }

    private String podman(String... arguments) throws IOException {
        Outcome outcome = inStorage(Program.of(List.of("podman"), arguments)).run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        return outcome.text().strip();
    }

    private Outcome squash(String... arguments) throws IOException {
        return inStorage(Launcher.squash(arguments)).run();
    }

    private void assertSquashed(Outcome outcome, String name) throws IOException {
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertEquals("1", podman("image", "inspect", "--format", "{{len .RootFS.Layers}}", name));
    }

    @Test
    void imageComesBackUnderTheNewNameOfLocalhost() throws IOException {
        Outcome outcome = squash("-t", "squash-it-podman:small", "containers-storage:squash-it-podman:1");
        assertSquashed(outcome, NEW);
        assertTrue(outcome.text().endsWith("\nloaded into Podman as " + NEW + "\n"), outcome.text());
    }

    @Test
    void imageGoesToAFileAndBack() throws IOException {
        Path file = directory.resolve("new.tar");
        assertEquals(
                0, squash("containers-storage:" + OLD, "-o", file.toString()).exitCode());
        assertSquashed(squash(file.toString(), "-o", "containers-storage:" + NEW), NEW);
    }

    @Test
    void unknownImageIsSaidWithTheClosestNames() throws IOException {
        Outcome outcome = squash("-t", NEW, "containers-storage:squash-it-podman");
        assertEquals("squash: podman: no such image: squash-it-podman; did you mean " + OLD + "?\n", outcome.errors());
        assertEquals(1, outcome.exitCode());
    }

    @Test
    void nameOfAnotherImageIsTakenOnlyByForce() throws IOException {
        podman("tag", OLD, NEW);
        String file = LayeredImage.write(NEW, Files.createDirectory(directory.resolve("other")))
                .toString();
        Outcome refused = squash("--timestamp", "0", file, "-o", "containers-storage:" + NEW);
        assertTrue(refused.errors().contains("is the name of another image (sha256:"), refused.errors());
        assertSquashed(squash("--force", file, "-o", "containers-storage:" + NEW), NEW);
    }

    @Test
    void socketOnWhichPodmanPlaysDockerServes() throws IOException {
        Needs.program("docker", "docker.io");
        Path socket = directory.resolve("podman.sock");
        ProcessBuilder service =
                new ProcessBuilder("podman", "system", "service", "--time", "0", "unix://" + socket).inheritIO();
        service.environment().put("CONTAINERS_STORAGE_CONF", configuration.toString());
        Process podman = service.start();
        try {
            await(socket);
            Program squash = inStorage(Launcher.squash("--force", "-t", NEW, OLD))
                    .environment("DOCKER_HOST", "unix://" + socket);
            assertSquashed(squash.run(), NEW);
            podman("rmi", NEW);
            assertSquashed(squash.environment("PATH", "/nonexistent").run(), NEW);
        } finally {
            podman.destroy();
        }
    }

    private static void await(Path socket) {
        try {
            for (int i = 0; i < PATIENCE_SECONDS * 10 && !Files.exists(socket); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while podman starts", e);
        }
    }
}
