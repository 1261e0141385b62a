// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash browse} in a terminal, by what the screen shows. */
class BrowseIT {
    private static final String KEYS = "? help  q quit";

    private static final int COLUMNS = 80;

    @TempDir
    private Path directory;

    @BeforeEach
    void image() throws IOException {
        byte[] odd = {'o', 'd', 'd', '-', (byte) 0xe9};
        byte[] image = ArchiveDialect.DOCKER_LEGACY
                .members(ImageBuilder.image("app:1")
                        .layer(layer().dir("usr/")
                                .file("usr/large", "L".repeat(900_000))
                                .file("usr/small", "S".repeat(3_000))
                                .file("usr/with space [x]*", "W".repeat(2_000))
                                .file("usr/名前", "N".repeat(1_000))
                                .file("usr/a\u001b[31mb\u202ec", "E")
                                .file(("usr/" + "deep/".repeat(20) + "end").getBytes(StandardCharsets.UTF_8), "D")
                                .file(odd, "O")
                                .file("gone", "G".repeat(50_000)))
                        .layer(layer().whiteout("gone").file("usr/small", "s".repeat(4_000))))
                .toBytes();
        Files.write(directory.resolve("old.tar"), image);
    }

    private TmuxTerminal terminal() throws IOException {
        return TmuxTerminal.open(directory, COLUMNS, 24);
    }

    private static TmuxTerminal browse(TmuxTerminal terminal) throws IOException {
        terminal.type("clear; " + Launcher.PATH + " browse old.tar; echo code $?")
                .press("Enter");
        terminal.awaitText(KEYS);
        return terminal;
    }

    @Test
    void showsFilesBySizeFiltersAndGivesTheScreenBack() throws IOException {
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal);
            terminal.press("Enter");
            List<String> rows = terminal.awaitText("large").lines().toList();
            assertTrue(rows.get(0).startsWith(" old.tar  linux/amd64 "), rows.get(0));
            assertEquals("     907 kB      3 kB     1  ▾ usr/", rows.get(3));
            assertEquals("     900 kB               1      large", rows.get(4));
            assertEquals("       4 kB               2      small", rows.get(5));
            assertEquals("       2 kB               1      with space [x]*", rows.get(6));
            assertEquals("       1 kB               1      名前", rows.get(7));
            assertTrue(rows.contains("        1 B               1      a\\x1b[31mb\\u{202e}c"), rows.toString());
            terminal.type("/SPACE").awaitText("/SPACE_");
            assertFalse(terminal.screen().contains("large"), "filtered");
            terminal.press("Escape").awaitText("large");
            terminal.type("rr").awaitText("deleted by layer 2");
            terminal.type("2").awaitText("2 layers");
            terminal.type("q").awaitText("code 0");
            String after = terminal.awaitPrompt();
            assertFalse(after.contains(KEYS), after);
        }
    }

    @Test
    void theCommandItPrintsDropsWhatIsMarkedAndNothingElse() throws IOException {
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal).press("Enter").awaitText("large");
            terminal.press("Down", "Down", "Down").type(" ").awaitText("1 path marked, dropping saves 2 kB");
            terminal.type("/odd").press("Enter").awaitText("odd-");
            terminal.type(" ").awaitText("2 paths marked");
            terminal.type("q").awaitText("code 0");
            String command = terminal.screen()
                    .lines()
                    .takeWhile(line -> !line.startsWith("code"))
                    // A line that the terminal broke at a space lacks it.
                    .map(line -> line.length() < COLUMNS ? line + " " : line)
                    .collect(Collectors.joining())
                    .strip()
                    .replaceFirst(".*squash --exclude", "--exclude");
            assertEquals("--exclude '/odd-?' --exclude '/usr/with space \\[x]\\*' -o ./old-small.tar old.tar", command);
            Program.of("sh", "-c", Launcher.PATH + " -q " + command)
                    .in(directory)
                    .output();
            assertDropped("/odd-\\xe9", "/usr/with space [x]*");
        }
    }

    @Test
    void writesMarksToAFileThatSquashReads() throws IOException {
        Files.writeString(directory.resolve(".squashignore"), "mine\n");
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal).press("Enter", "Down").type(" ").awaitText("1 path marked");
            terminal.type("w").awaitText("write the marks to: .squashignore_");
            terminal.press("Enter").awaitText("exists; type another name");
            terminal.type("2").press("Enter").awaitText("wrote .squashignore2");
            terminal.type("q").awaitText("squash --exclude-from .squashignore2 -o ./old-small.tar old.tar");
        }
        assertEquals("mine\n", Files.readString(directory.resolve(".squashignore")));
        Program.of(Launcher.PATH, "-q", "--exclude-from", ".squashignore2", "old.tar", "-o", "old-small.tar")
                .in(directory)
                .output();
        assertDropped("/usr/large");
    }

    private void assertDropped(String... paths) throws IOException {
        Outcome diff = Program.of(Launcher.PATH, "diff", "--json", "old.tar", "old-small.tar")
                .in(directory)
                .run();
        List<String> removed = diff.text()
                .lines()
                .filter(line -> line.contains("\"path\""))
                .map(line ->
                        line.replaceFirst(".*\"path\" *: *\"(.*)\".*", "$1").replace("\\\\", "\\"))
                .toList();
        assertEquals(List.of(paths), removed, diff.text());
    }

    @Test
    void followsTheSizeOfTheTerminal() throws IOException {
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal);
            terminal.resize(50, 24).awaitText("This terminal has 50 columns and 24 lines.");
            terminal.resize(120, 40).awaitText(KEYS);
            terminal.resize(80, 10).awaitText(KEYS);
            assertTrue(terminal.screen().lines().toList().getLast().contains(KEYS), terminal.screen());
            terminal.type("q").awaitText("code 0");
        }
    }

    @Test
    void ctrlCGivesTheScreenBack() throws IOException {
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal).press("C-z", "C-\\").press("C-c").awaitText("code 130");
            terminal.type("echo 'typing works'").press("Enter").awaitText("\ntyping works");
            assertFalse(terminal.screen().contains(KEYS), terminal.screen());
        }
    }

    @Test
    void sigtermGivesTheScreenBack() throws IOException {
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal);
            Program.of("kill", "-TERM", terminal.child() + "").output();
            String after = terminal.awaitText("code 143");
            assertFalse(after.contains(KEYS), after);
            terminal.type("stty -a | grep -o ' echo '").press("Enter").awaitText("\n echo");
        }
    }

    @Test
    void endsWithItsTerminal() throws IOException, InterruptedException {
        long browser;
        try (TmuxTerminal terminal = terminal()) {
            browse(terminal);
            browser = terminal.child();
        }
        for (int i = 0; i < 100 && ProcessHandle.of(browser).isPresent(); i++) {
            Thread.sleep(100);
        }
        assertTrue(ProcessHandle.of(browser).isEmpty());
    }

    @Test
    void saysInOneLineThatItNeedsATerminal() throws IOException {
        Outcome outcome = Launcher.squash("browse", "old.tar")
                .in(directory)
                .environment("TERM", "xterm")
                .run();
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.errors()
                        .startsWith(
                                "squash: browse needs a terminal; without one, squash analyze shows sizes and squash"
                                        + " ls lists files\n"),
                outcome.errors());
        try (TmuxTerminal terminal = terminal()) {
            terminal.type("TERM=dumb " + Launcher.PATH + " browse old.tar; echo code $?")
                    .press("Enter");
            terminal.awaitText("code 2");
        }
    }
}
