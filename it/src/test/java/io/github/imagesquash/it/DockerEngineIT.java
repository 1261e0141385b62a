// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash -t new old} with a real Docker engine, through its command and over its socket. */
class DockerEngineIT {
    private static final String OLD = Engine.imageName("engine");
    private static final String NEW = Engine.imageName("engine-new");

    private static Engine engine;

    @TempDir
    Path directory;

    @BeforeAll
    static void buildAnImage(@TempDir Path built) throws IOException {
        Needs.program("docker", "docker.io");
        engine = Engine.connect();
        engine.load(LayeredImage.write(OLD, built));
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void removeTheNewImage() throws IOException {
        Program.of("docker", "image", "rm", "--force", NEW).run();
    }

    private static void assertSquashed(Outcome outcome) throws IOException {
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertEquals(1, engine.layers(NEW));
        engine.list(OLD).assertSame(engine.list(NEW));
    }

    private static void assertRefused(String message, Program squash) throws IOException {
        Outcome outcome = squash.run();
        // Images of other tests may be near as well, and follow.
        assertEquals(
                "squash: " + message + "\n", outcome.errors().replaceFirst("(did you mean [^,]*), .*\\?\n$", "$1?\n"));
        assertEquals(1, outcome.exitCode());
    }

    /** A machine without client programs: the launcher needs none. */
    private static Program withoutClient(Program squash) {
        return squash.environment("PATH", "/nonexistent");
    }

    @Test
    void imageComesBackUnderTheNewName() throws IOException {
        Outcome outcome = Launcher.squash("-t", NEW, OLD).run();
        assertSquashed(outcome);
        assertTrue(outcome.text().endsWith("\nloaded into Docker as " + NEW + "\n"), outcome.text());
    }

    /** Docker computes a size from what its driver has on disk, squash from the layers' headers. */
    @Test
    void sizesAreThoseThatDockerShows() throws IOException {
        Outcome outcome = Launcher.squash("-t", NEW, OLD).run();
        String line = NEW + ": 3 layers, " + dockersSize(OLD) + " → 1 layer, " + dockersSize(NEW) + " (";
        assertTrue(outcome.text().contains("\n" + line), line + " in " + outcome.text());
    }

    private static String dockersSize(String image) throws IOException {
        String shown = Program.of("docker", "images", "--format", "{{.Size}}", image)
                .run()
                .text()
                .strip();
        return shown.replaceFirst("[A-Za-z]+$", " $0");
    }

    @Test
    void imageGoesToAFileAndFromThereToTheEngine() throws IOException {
        Path file = directory.resolve("new.tar");
        Launcher.squash("docker-daemon:" + OLD, "-o", "docker-archive:" + file + ":" + NEW)
                .output();
        assertSquashed(Launcher.squash("oci-archive:" + file + ":" + NEW, "-o", "docker-daemon:" + NEW)
                .run());
    }

    @Test
    void imageIsFoundByItsId() throws IOException {
        String id = Program.of("docker", "image", "inspect", "--format", "{{.Id}}", OLD)
                .run()
                .text()
                .strip();
        assertSquashed(
                Launcher.squash("-t", NEW, id.substring("sha256:".length(), 19)).run());
    }

    @Test
    void pipeNeedsNoOptionForTheOutput() throws IOException {
        String pipe = "docker save " + OLD + " | '" + Launcher.PATH + "' -t " + NEW + " - | docker load --quiet";
        Outcome outcome = Program.of("sh", "-c", pipe).run();
        assertSquashed(outcome);
        assertEquals("Loaded image: " + NEW + "\n", outcome.text());
    }

    @Test
    void unknownImageIsSaidWithTheClosestNames() throws IOException {
        String wrong = OLD.replace("-engine:", "-engin:");
        String hint = "docker: no such image: " + wrong + "; did you mean " + OLD + "?";
        assertRefused(hint, Launcher.squash("-t", NEW, "docker-daemon:" + wrong));
        assertRefused(wrong + ": no such file, and " + hint, Launcher.squash("-t", NEW, wrong));
        assertRefused(wrong + ": no such file, and " + hint, withoutClient(Launcher.squash("-t", NEW, wrong)));
    }

    @Test
    void nameOfAnotherImageIsTakenOnlyByForce() throws IOException {
        assertSquashed(Launcher.squash("-t", NEW, OLD).run());
        Outcome same = Launcher.squash("-t", NEW, OLD).run();
        assertEquals(0, same.exitCode(), same.errors());
        assertTrue(same.text().contains("already up to date: docker-daemon:" + NEW + " is this image"), same.text());
        Outcome again = Launcher.squash("-t", NEW, "--timestamp", "0", OLD).run();
        assertEquals(1, again.exitCode());
        assertTrue(
                again.errors().startsWith("squash: docker: " + NEW + " is the name of another image (sha256:"),
                again.errors());
        assertSquashed(Launcher.squash("-t", NEW, "--force", OLD).run());
    }

    @Test
    void imageMayBeSquashedInPlace() throws IOException {
        Program.of("docker", "tag", OLD, NEW).output();
        assertSquashed(Launcher.squash("-t", NEW, NEW).run());
    }

    @Test
    void zstdIsRefusedByAnOldEngine() throws IOException {
        if (engine.readsZstd()) {
            assertSquashed(Launcher.squash("-c", "zstd", "-t", NEW, OLD).run());
        } else {
            assertRefused(
                    "docker: this engine is too old for zstd layers, which require Docker 23; leave it out",
                    Launcher.squash("-c", "zstd", "-t", NEW, OLD));
        }
    }

    @Test
    void platformsThatAnEngineDoesNotHaveAreRefused() throws IOException {
        assertRefused(
                "docker-daemon:" + OLD + ": holds no image for linux/s390x, only for linux/amd64",
                Launcher.squash("--platform", "linux/s390x", "-t", NEW, OLD));
        Outcome all = Launcher.squash("--platform", "all", "-t", NEW, OLD).run();
        assertEquals(2, all.exitCode());
        assertTrue(
                all.errors().startsWith("squash: --platform all: an engine accepts one platform; add -o FILE or"),
                all.errors());
    }

    @Test
    void engineThatDoesNotRunIsSaidByItsAddress() throws IOException {
        String message = "docker: cannot connect to the Docker daemon at unix:///nonexistent; is it running?";
        Program squash =
                Launcher.squash("-t", NEW, "docker-daemon:" + OLD).environment("DOCKER_HOST", "unix:///nonexistent");
        assertRefused(message, squash);
        assertRefused(message, withoutClient(squash));
        Program bare = Launcher.squash("-t", NEW, OLD).environment("DOCKER_HOST", "unix:///nonexistent");
        assertRefused(OLD + ": no such file, and " + message, bare);
        assertRefused(OLD + ": no such file, and " + message, withoutClient(bare));
    }

    @Test
    void socketServesWhereThereIsNoClient() throws IOException {
        assertSquashed(withoutClient(Launcher.squash("-t", NEW, OLD)).run());
        assertRefused(
                "nothing-like-it: no such file, and docker: no such image: nothing-like-it",
                withoutClient(Launcher.squash("-t", NEW, "nothing-like-it")));
    }

    @Test
    void engineIsReachedByTcpWithAndWithoutAClient() throws IOException {
        try (TcpProxy proxy = new TcpProxy(engine.socket())) {
            Program squash = Launcher.squash("--force", "-t", NEW, OLD).environment("DOCKER_HOST", proxy.address());
            assertSquashed(squash.run());
            assertSquashed(withoutClient(squash).run());
        }
    }

    @Test
    void userWhoMayNotUseTheSocketIsToldWhoMay() throws IOException {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        Path socket = engine.socket();
        Path docker = Files.writeString(
                directory.resolve("docker"),
                "#!/bin/sh\nPATH=${PATH#*:}\nexec setpriv --reuid 65534 --regid 65534 --clear-groups docker \"$@\"\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome outcome = Launcher.squash("-t", NEW, "docker-daemon:" + OLD)
                .environment("PATH", directory + ":" + System.getenv("PATH"))
                .run();
        assertEquals(1, outcome.exitCode());
        String message =
                "squash: docker: permission denied for unix://" + socket + "; only root and members of the group \"";
        assertTrue(outcome.errors().startsWith(message), outcome.errors());
        assertFalse(outcome.errors().strip().contains("\n"), outcome.errors());
    }
}
