// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --report} of both commands, with the real library. */
class PageFileTest {
    private static final Cli REAL = Cli.PLAIN.withSquasher(Squasher.LIBRARY);

    @TempDir
    Path directory;

    private Path archive;
    private Path page;

    @BeforeEach
    void archive() throws IOException {
        archive = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer().file("a", "aaa").file("b", "b")).layer(layer().whiteout("a")),
                Files.createDirectory(directory.resolve("in")));
        page = Files.createDirectory(directory.resolve("out")).resolve("page.html");
    }

    private CliRun squash(String... more) {
        String[] arguments = new String[5 + more.length];
        String output = directory.resolve("out").resolve("new.tar").toString();
        System.arraycopy(
                new String[] {archive.toString(), "-o", output, "--report", page.toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return REAL.run(arguments);
    }

    private String[] files() {
        return directory.resolve("out").toFile().list();
    }

    @Test
    void anAnalysisMakesAPage() throws IOException {
        CliRun run = REAL.run("analyze", "-q", archive.toString(), "--report", page.toString());
        assertEquals(0, run.exitCode(), run.err());
        String text = Files.readString(page);
        assertTrue(text.startsWith("<!doctype html>"), text);
        assertTrue(text.contains("\"fate\":\"krk\""), text);
    }

    @Test
    void aRunMakesAPageOfBeforeAndAfterAndOfWhatWasDropped() throws IOException {
        CliRun run = squash("--exclude", "b");
        assertEquals(0, run.exitCode(), run.err());
        String text = Files.readString(page);
        assertTrue(text.contains("{\"title\":\"Layers\",\"unit\":\"count\",\"before\":2,\"after\":1}"), text);
        assertTrue(text.contains("\"fate\":\"krd\""), text);
        assertTrue(text.contains("\"causes\":[\"b\"]"), text);
    }

    @Test
    void aRunThatFailsLeavesNoPage() throws IOException {
        Files.writeString(archive, "no archive");
        assertEquals(1, squash().exitCode());
        assertEquals(
                1,
                REAL.run("analyze", archive.toString(), "--report", page.toString())
                        .exitCode());
        assertArrayEquals(new String[0], files());
    }

    @Test
    void thePageIsAFile() {
        CliRun run = REAL.run("analyze", archive.toString(), "--report", "-");
        assertTrue(run.refusal(2).contains("--report requires a file"), run.err());
    }

    @Test
    void thePageIsOfOnePlatform() {
        CliRun run = squash("--platform", "all");
        assertTrue(run.refusal(2).contains("--report shows one platform"), run.err());
        assertArrayEquals(new String[0], files());
    }

    @Test
    void aPageSaysWhatToDoAndWhichCommandMadeIt() throws IOException {
        CliRun run = REAL.run("analyze", archive.toString(), "--report", page.toString());
        String text = Files.readString(page);
        assertTrue(text.contains("squash analyze " + archive + " --report " + page + "\""), text);
        assertTrue(text.contains("\"command\":\"squash -o "), text);
        assertEquals("page: " + page + "\n", run.err());
    }

    @Test
    void thePageIsShownInTheBrowser() throws IOException {
        Path opened = directory.resolve("opened");
        Path browser = Files.writeString(directory.resolve("browser"), "#!/bin/sh\necho \"$1\" > " + opened + "\n");
        assertTrue(browser.toFile().setExecutable(true));
        CliRun run = REAL.withVariable("BROWSER", browser.toString())
                .run("analyze", "-q", archive.toString(), "--open", "--report", page.toString());
        assertEquals(0, run.exitCode(), run.err());
        for (int i = 0; i < 500 && (Files.notExists(opened) || Files.size(opened) == 0); i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(page.toUri() + "\n", Files.readString(opened));
    }

    @Test
    void withoutABrowserTheAddressIsPrinted() {
        CliRun run = REAL.withVariable("BROWSER", "/nowhere/browser")
                .run("analyze", "-q", archive.toString(), "--open", "--report", page.toString());
        assertEquals(0, run.exitCode());
        assertEquals(
                "squash: warning: --open: no browser was found, tried /nowhere/browser; open the page by hand: "
                        + page.toUri() + "\n",
                run.err());
    }

    @Test
    void theSummaryAndThePageTellSquashingFromCompressing() throws IOException {
        Path summary = directory.resolve("summary.md");
        CliRun run = squash("-c", "gzip", "--summary", summary.toString());
        assertEquals(0, run.exitCode(), run.err());
        String text = Files.readString(summary);
        assertTrue(text.contains("squashed, before compression | 4 B | 1 B | 75 % smaller |\n"), text);
        assertTrue(text.contains("\n| | stored, uncompressed → gzip | 4.61 kB | "), text);
        assertTrue(Files.readString(page).contains("\"Stored, uncompressed "));
    }

    @Test
    void aSummaryIsAddedToTheEnd() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "before\n");
        REAL.run("analyze", archive.toString(), "--summary", summary.toString(), "--fail-if", "wasted>1B");
        assertEquals(0, squash("--summary", summary.toString()).exitCode());
        String text = Files.readString(summary);
        assertTrue(text.startsWith("before\n### squash: `" + archive + "`\n\n| | before | squashed | |\n"), text);
        assertTrue(text.contains("\n**What to do**\n\n1. "), text);
        assertTrue(text.contains("\n- **gate wasted\\>1B: FAILED, 3 B**\n"), text);
        assertTrue(
                text.contains("\n| `app:1` | squashed, before compression | 4 B | 1 B | 75 % smaller |\n| | stored | "),
                text);
        assertTrue(text.contains("\n| | layers | 2 | 1 | |\n"), text);
    }

    @Test
    void aRunThatFailsAddsNothing() throws IOException {
        Path summary = directory.resolve("summary.md");
        Files.writeString(archive, "no archive");
        assertEquals(
                1,
                REAL.run("analyze", archive.toString(), "--summary", summary.toString())
                        .exitCode());
        assertTrue(Files.notExists(summary));
    }

    @Test
    void aSummaryKeepsNamesAndCommandsAsTheyAre() throws IOException {
        Path odd = Files.move(archive, directory.resolve("a`b``c|d.tar"));
        Path summary = directory.resolve("summary.md");
        REAL.run("analyze", odd.toString(), "--summary", summary.toString());
        String text = Files.readString(summary);
        assertTrue(text.startsWith("### squash: ``` " + odd + " ```\n"), text);
        assertTrue(text.contains(" '" + odd + "' ```\n"), text);
    }
}
