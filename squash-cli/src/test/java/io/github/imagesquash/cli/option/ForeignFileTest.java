// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** S12: patterns that another user may have written are used, but not in silence. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ForeignFileTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve(".squashignore"), "tmp\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(directory.resolve("old.tar"), "");
    }

    private CliRun run(String... more) {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(directory + "/old.tar", "-o", directory + "/new.tar"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        CliRun run = Cli.PLAIN.run(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }

    private static void requireRoot() throws IOException {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(0),
                "only root can make files of other users");
    }

    @Test
    void onesOwnFileIsUsedInSilence() {
        assertEquals("", run("-q").err());
    }

    @Test
    void aFileOfAnotherUserIsToldEvenWithQuiet() throws IOException {
        requireRoot();
        Files.setAttribute(file, "unix:uid", 12345);
        for (String[] more : List.of(new String[] {"-q"}, new String[] {}, new String[] {"--json"})) {
            String said = run(more).err();
            assertTrue(said.contains("warning: " + file + " belongs to 12345; squash uses its patterns"), said);
            assertEquals(1, said.lines().count(), said);
        }
    }

    @Test
    void aLinkOfAnotherUserIsToldToo() throws IOException {
        requireRoot();
        Path real = Files.move(file, directory.resolve("real"));
        Files.createSymbolicLink(file, real);
        Files.setAttribute(file, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
        assertTrue(run("-q").err().contains("belongs to 12345"));
    }

    @Test
    void aFileThatOthersMayWriteIsTold() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertTrue(run("-q").err().contains(file + " can be written by other users"));
    }

    @Test
    void whoNamesTheFileOrWantsNoneIsNotTold() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("", run("-q", "--no-squashignore").err());
        assertEquals(
                "",
                run("-q", "--no-squashignore", "--exclude-from", file.toString())
                        .err());
    }
}
