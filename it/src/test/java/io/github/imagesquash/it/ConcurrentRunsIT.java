// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs to the same file, layout or name: each writes for itself, and none takes another's file for a dead one's. */
class ConcurrentRunsIT {
    private FaultScene scene;
    private byte[] expected;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
        expected = scene.expected();
    }

    /** A run that has begun its output and waits for its input. */
    private RunningProgram stalled() throws IOException {
        RunningProgram run =
                scene.squash("-", "-o", scene.output().toString()).pipedInput().start();
        scene.awaitBegunOutput(run);
        return run;
    }

    @Test
    void aRunLeavesTheFilesOfOneThatLives() throws IOException {
        try (RunningProgram slow = stalled()) {
            Outcome quick = scene.squash().run();
            assertEquals(0, quick.exitCode(), quick.errors());
            assertArrayEquals(expected, Files.readAllBytes(scene.output()));
            slow.input().write(Files.readAllBytes(scene.image()));
            slow.input().close();
            scene.assertSucceeded(slow.await(), expected);
        }
    }

    @Test
    void aRunDeletesTheFilesOfOneThatWasKilled() throws IOException {
        try (RunningProgram killed = stalled()) {
            killed.send(Signal.KILL);
            assertEquals(137, killed.await().exitCode());
        }
        assertEquals(2, FaultScene.names(scene.output().getParent()).size(), "what nobody could delete");
        scene.assertSucceeded(scene.squash().run(), expected);
    }

    @Test
    void atOnceTheyAllSucceed() throws IOException {
        assertAllSucceed(Collections.nCopies(4, scene.squash()));
        assertArrayEquals(expected, Files.readAllBytes(scene.output()));
        scene.assertOnlyOutput(scene.output());
    }

    @Test
    void layoutHasTheImagesOfAllThatAddToItAtOnce() throws IOException {
        Path layout = Files.createDirectory(scene.output());
        List<String> names = List.of("a", "b", "c", "d");
        assertAllSucceed(names.stream()
                .map(name -> scene.squash(scene.image().toString(), "-o", "oci:" + layout + ":" + name))
                .toList());
        String index = Files.readString(layout.resolve("index.json"));
        for (String name : names) {
            assertTrue(index.contains("\"org.opencontainers.image.ref.name\":\"" + name + "\""), index);
        }
        assertEquals(
                List.of("blobs", "index.json", "oci-layout"),
                FaultScene.names(layout).stream()
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList());
    }

    @Test
    void sixToOneNameOfAnEngineAllSucceed() throws IOException {
        try (Engine engine = Engine.connect()) {
            String name = Engine.imageName("six-alike");
            assertAllSucceed(
                    Collections.nCopies(6, scene.squash(scene.image().toString(), "-o", "docker-daemon:" + name)));
            assertEquals(1, engine.layers(name));
            scene.assertOnlyOutput();
        }
    }

    /** The engine gives the name to whoever comes last; a run that finds it with another image says so. */
    @Test
    void sixImagesToOneNameOfAnEngineLeaveItWithOneOfThem(@TempDir Path archives) throws IOException {
        try (Engine _ = Engine.connect()) {
            String name = Engine.imageName("six-unlike");
            List<RunningProgram> runs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Path archive = labelled(name, i, Files.createDirectory(archives.resolve("in" + i)));
                runs.add(scene.squash(archive.toString(), "-o", "docker-daemon:" + name)
                        .start());
            }
            int succeeded = 0;
            for (RunningProgram run : runs) {
                Outcome outcome = run.await();
                run.close();
                succeeded += outcome.exitCode() == 0 ? 1 : 0;
                assertTrue(
                        outcome.exitCode() == 0 || outcome.errors().matches("squash: [^\n]*" + name + "[^\n]*\n"),
                        outcome.errors());
            }
            assertTrue(succeeded > 0);
            String which = docker("image", "inspect", "--format", "{{.Config.Labels.which}}", name);
            assertTrue(which.matches("[0-5]"), which);
            scene.assertOnlyOutput();
            for (String image :
                    docker("images", "--quiet", "--filter", "label=run=" + name).split("\n")) {
                docker("image", "rm", "--force", image);
            }
        }
    }

    private static Path labelled(String name, int which, Path directory) throws IOException {
        ImageBuilder image = ImageBuilder.image("old:1")
                .layer(layer().file("f", "image " + which))
                .config(config ->
                        config.withObject("/config/Labels").put("run", name).put("which", which + ""));
        return ArchiveDialect.DOCKER_LEGACY.write(image, directory);
    }

    private static String docker(String... arguments) throws IOException {
        return new String(Program.of(List.of("docker"), arguments).output(), StandardCharsets.UTF_8).strip();
    }

    private static void assertAllSucceed(List<Program> programs) throws IOException {
        List<RunningProgram> runs = new ArrayList<>();
        try {
            for (Program program : programs) {
                runs.add(program.start());
            }
            for (RunningProgram run : runs) {
                Outcome outcome = run.await();
                assertEquals(0, outcome.exitCode(), outcome.errors());
                assertTrue(outcome.errors().isEmpty(), outcome.errors());
            }
        } finally {
            for (RunningProgram run : runs) {
                run.close();
            }
        }
    }
}
