// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that cannot be written to: root may write anywhere but to a file system that is read-only. */
class UnwritableIT {
    private FaultScene scene;
    private Path outputs;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.small(directory);
        outputs = scene.output().getParent();
    }

    @Test
    void aReadOnlyPlaceForTemporaryFilesIsNamedWithTheOptionThatChoosesAnother() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "ro")) {
            scene.assertFailed(
                    scene.squash().run(),
                    "temporary files in " + scene.temporary() + ": Read-only file system; --temp-dir");
        }
    }

    @Test
    void aMissingPlaceForTemporaryFilesIsWrongUsage() throws IOException {
        Files.delete(scene.temporary());
        Outcome outcome = scene.squash().run();
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.errors().contains("--temp-dir: there is no directory " + scene.temporary()), outcome.errors());
        assertEquals(0, FaultScene.names(outputs).size());
    }

    @Test
    void aReadOnlyDirectoryOfTheOutput() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(outputs, "ro")) {
            scene.assertFailed(scene.squash().run(), scene.output() + ": Read-only file system");
        }
    }

    @Test
    void aReadOnlyPlaceOfAnOutputDirectory() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(outputs, "ro")) {
            Outcome outcome = scene.squash(scene.image().toString(), "-o", "oci:" + scene.output())
                    .run();
            scene.assertFailed(outcome, scene.output() + ": Read-only file system");
        }
    }

    @Test
    void aMissingDirectoryOfTheOutput() throws IOException {
        Path gone = outputs.resolve("gone");
        Outcome outcome =
                scene.squash(scene.image().toString(), "-o", gone + "/new.tar").run();
        scene.assertFailed(outcome, gone + ": no such directory for the output");
    }

    @Test
    void anOutputThatIsADirectory() throws IOException {
        Outcome outcome =
                scene.squash(scene.image().toString(), "-o", outputs.toString()).run();
        scene.assertFailed(outcome, outputs + ": is a directory");
    }

    @Test
    void anOutputThatIsADevice() throws IOException {
        Outcome outcome =
                scene.squash(scene.image().toString(), "-o", "/dev/full").run();
        scene.assertFailed(outcome, "/dev/full: is a device");
    }

    @Test
    void aReadOnlyOutputIsReplacedAsItsDirectoryAllows() throws IOException {
        byte[] expected = scene.expected();
        Files.writeString(scene.output(), "old");
        Files.setPosixFilePermissions(scene.output(), PosixFilePermissions.fromString("r--------"));
        scene.assertSucceeded(scene.squash().run(), expected);
    }

    @Test
    void anOutputThatIsMountedCannotBeReplacedAndStays() throws IOException {
        Needs.root();
        Files.writeString(scene.output(), "old");
        String output = scene.output().toString();
        Program.of("mount", "--bind", output, output).output();
        try {
            Outcome outcome = scene.squash().run();
            assertEquals("squash: " + output + ": Device or resource busy\n", outcome.errors());
            assertEquals(1, outcome.exitCode());
            assertEquals("old", Files.readString(scene.output()));
        } finally {
            Program.of("umount", output).output();
        }
        scene.assertOnlyOutput(scene.output());
    }

    @Test
    void aSymbolicLinkStaysAndTheFileItLeadsToIsReplaced() throws IOException {
        byte[] expected = scene.expected();
        Path elsewhere =
                Files.createDirectory(outputs.resolveSibling("elsewhere")).resolve("real.tar");
        Files.writeString(elsewhere, "old");
        Files.createSymbolicLink(scene.output(), elsewhere);
        scene.assertSucceeded(scene.squash().run(), expected);
        assertTrue(Files.isSymbolicLink(scene.output()));
        assertTrue(Files.isRegularFile(elsewhere, LinkOption.NOFOLLOW_LINKS));
        assertArrayEquals(expected, Files.readAllBytes(elsewhere));
        assertEquals(1, FaultScene.names(elsewhere.getParent()).size());
    }
}
