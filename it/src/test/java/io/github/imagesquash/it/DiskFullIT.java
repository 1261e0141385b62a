// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full: at the first byte, in the middle, and shortly before the end. */
class DiskFullIT {
    private static final String ANOTHER = "; --temp-dir chooses another directory";

    private FaultScene scene;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4k", "4m", "12m", "23m", "24576k"})
    void ofTheOutput(String size) throws IOException {
        try (Tmpfs small = Tmpfs.mount(scene.output().getParent(), "size=" + size)) {
            scene.assertFailed(squash().run(), scene.output() + ": the disk is full");
            assertEquals(small.directory(), scene.output().getParent());
        }
    }

    @ParameterizedTest
    @CsvSource({"4m, new.tar", "24576k, new.tar", "12m, oci:new", "12m, dir:new"})
    void ofWhatAnUncompressedOutputNeeds(String size, String output) throws IOException {
        try (Tmpfs small = Tmpfs.mount(scene.output().getParent(), "size=" + size)) {
            String place = output.replace("new", small.directory() + "/new");
            scene.assertFailed(
                    scene.squash(scene.image().toString(), "-o", place).run(), "the new layers need ", " are free");
        }
    }

    @ParameterizedTest
    @CsvSource({"oci:, 4k", "oci:, 12m", "oci:, 24576k", "dir:, 12m", "dir:, 24576k"})
    void ofTheOutputDirectory(String transport, String size) throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.output().getParent(), "size=" + size)) {
            Outcome outcome = scene.squashAs("zstd", scene.image().toString(), "-o", transport + scene.output())
                    .run();
            assertEquals("squash: " + scene.output() + ": the disk is full\n", outcome.errors());
            scene.assertFailed(outcome);
        }
    }

    @Test
    void ofTheOutputThatIsThereAlready() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.output().getParent(), "size=12m")) {
            Files.writeString(scene.output(), "old");
            Outcome outcome = squash().run();
            assertEquals("squash: " + scene.output() + ": the disk is full\n", outcome.errors());
            assertEquals(1, outcome.exitCode());
            scene.assertOnlyOutput(scene.output());
            assertEquals("old", Files.readString(scene.output()));
        }
    }

    @Test
    void withoutRoomForOneMoreFile() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.output().getParent(), "nr_inodes=1")) {
            scene.assertFailed(scene.squash().run(), scene.output() + ": the disk is full");
        }
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "nr_inodes=1")) {
            scene.assertFailed(scene.squash().run(), spoolIsFull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4k", "1m", "7m"})
    void ofTheSpooledLayer(String size) throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "size=" + size)) {
            scene.assertFailed(scene.squash().run(), spoolIsFull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4k", "12m", "28m"})
    void ofTheSpooledInput(String size) throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "size=" + size)) {
            Outcome outcome = scene.squash("-", "-o", scene.output().toString())
                    .input(scene.image())
                    .run();
            scene.assertFailed(outcome, spoolIsFull());
        }
    }

    @Test
    void ofWhatAnUncompressedSpooledOutputNeeds() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "size=20m")) {
            Outcome outcome = scene.squash(scene.image().toString(), "-o", "-").run();
            scene.assertFailed(outcome, "temporary files in ", "the new layers need ", ANOTHER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12m", "30m"})
    void ofTheSpooledOutput(String size) throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "size=" + size)) {
            Outcome outcome =
                    scene.squashAs("zstd", scene.image().toString(), "-o", "-").run();
            scene.assertFailed(outcome, spoolIsFull());
            assertEquals(0, outcome.output().length, "a pipe sees the whole archive or nothing");
        }
    }

    @Test
    void ofWhatStandardOutputIsSentTo() throws IOException {
        Path elsewhere = Files.createDirectory(scene.temporary().resolveSibling("elsewhere"));
        try (Tmpfs _ = Tmpfs.mount(elsewhere, "size=12m")) {
            Outcome outcome = scene.shell(
                            "\"$@\" > " + elsewhere.resolve("new.tar"),
                            scene.image().toString(),
                            "-o",
                            "-")
                    .run();
            scene.assertFailed(outcome, "standard output: the disk is full");
        }
    }

    /** A run that finds out how much room it needs when there is none left. */
    private Program squash() {
        return scene.squashAs(
                "zstd", scene.image().toString(), "-o", scene.output().toString());
    }

    private String spoolIsFull() {
        assertTrue(Files.isDirectory(scene.temporary()));
        return "temporary files in " + scene.temporary() + ": the disk is full" + ANOTHER;
    }
}
