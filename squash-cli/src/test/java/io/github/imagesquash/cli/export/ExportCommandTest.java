// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.export;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code squash export} with the real library, on a small archive. */
class ExportCommandTest {
    private static final Cli ON_TERMINAL = Cli.PLAIN.withTerminals(new Terminals(false, true, false));

    @TempDir
    Path directory;

    private String archive = "";
    private String output = "";

    @BeforeEach
    void archive() throws IOException {
        archive = ArchiveDialect.DOCKER_25
                .write(image("app:1").layer(layer().file("a", "AA").file("b", "B")), directory)
                .toString();
        output = directory.resolve("rootfs.tar").toString();
    }

    @Test
    void theSummaryNamesOutputAndSource() {
        CliRun run = Cli.PLAIN.run("export", archive, "-o", output);
        assertEquals(output + ": 2 entries, 3 B of content, from " + archive + " (linux/amd64)\n", run.out());
        assertEquals("", Cli.PLAIN.run("export", "-q", archive, "-o", output).out());
    }

    @Test
    void aTarOnStandardOutputHasItsSummaryOnStandardError() {
        CliRun run = Cli.PLAIN.run("export", archive);
        assertTrue(run.out().startsWith("a\0"), run.out());
        assertTrue(run.err().startsWith("standard output: 2 entries"), run.err());
        assertEquals(run.out(), Cli.PLAIN.run("export", archive, "-o", "-").out());
    }

    @Test
    void whatIsLeftOutIsReported() {
        CliRun run = Cli.PLAIN.run("export", archive, "-o", output, "--exclude", "a");
        assertTrue(run.out().contains("1   2 B  a (--exclude)"), run.out());
        assertTrue(run.out().contains(output + ": 1 entry, 1 B"), run.out());
    }

    @Test
    void noTarGoesToATerminal() {
        assertEquals(
                "squash: the tar has no destination: add -o FILE, or redirect the output",
                ON_TERMINAL.run("export", archive).refusal(2));
        assertEquals(
                "squash: -o - would write a tar to the terminal: use -o FILE, or redirect the output",
                ON_TERMINAL.run("export", archive, "-o", "-").refusal(2));
    }

    @Test
    void noImageLeavesNothing() {
        assertEquals(
                "squash: absent.tar: no such file or directory",
                Cli.PLAIN
                        .run("export", "docker-archive:absent.tar", "-o", output)
                        .refusal(1));
        assertTrue(Files.notExists(Path.of(output)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app:9", "docker-daemon:app:9", "docker://reg.example/app", "localhost:5000/app:1"})
    void anImageIsNoTar(String image) {
        String message = "\"" + image + "\" looks like an image, but no image is written here: use ./" + image
                + " for a file of that name";
        assertEquals(
                "squash: --output: " + message,
                Cli.PLAIN.run("export", archive, "-o", image).refusal(2));
        assertEquals(
                "squash: --to-directory: " + message,
                Cli.PLAIN.run("export", archive, "--to-directory", image).refusal(2));
    }

    @Test
    void theTarIsNotWrittenOverAFileThatIsRead() throws IOException {
        Path patterns = Files.writeString(Path.of(output + ".patterns"), "b\n");
        String refusal = Cli.PLAIN
                .run("export", archive, "--exclude-from", patterns.toString(), "-o", patterns.toString())
                .refusal(2);
        assertTrue(refusal.contains("would be written over what is read, --exclude-from " + patterns), refusal);
        assertEquals("b\n", Files.readString(patterns));
    }
}
