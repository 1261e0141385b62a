// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code squash analyze} with the real library, on small archives. */
class AnalyzeCommandTest {
    private static final Terminals OUTPUT = new Terminals(false, true, false);

    @TempDir
    Path directory;

    private Path archive;

    @BeforeEach
    void archive() throws IOException {
        archive = archive(image("app:1")
                .layer(layer().dir("d/")
                        .file("d/a", "a".repeat(2000))
                        .file("d/b", "b".repeat(500))
                        .file("c", "c".repeat(70)))
                .layer(layer().whiteout("d/a").file("d/b", "")));
    }

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "archive"));
    }

    private CliRun analyze(String... options) {
        return analyze(Cli.PLAIN, options);
    }

    private CliRun analyze(Cli cli, String... options) {
        return cli.run(Stream.concat(Stream.of("analyze", archive.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void tellsLayersTotalsAndTheLargest() {
        CliRun run = analyze();
        assertEquals("""
            what to do first; bytes are what a command saves at least, before compression
             1. 2.5 kB: merge the layers: no container sees this content
                squash -o %1$s-merged.tar %1$s.tar

            layer     size  content  overwritten  deleted  hidden  created by
                1  6.14 kB  2.57 kB        500 B     2 kB       -  step 1
                2  2.05 kB      0 B            -        -       -  step 2

            content      2.57 kB in 5 entries of 2 layers, of which 2.5 kB is lost: no container sees it
            reclaimable  5.12 kB before compression: 8.19 kB of tars would become 3.07 kB
            efficiency   2.7 %%; dive computes 2.7 %%, and counts 2.5 kB as wasted, 0.0 %% of the layers above the base

            size  layer  largest files
            70 B      1  /c

             size  layer  largest lost files
             2 kB      1  /d/a (deleted by layer 2)
            500 B      1  /d/b (overwritten by layer 2)
            """.formatted(archive.toString().replace(".tar", "")), run.out());
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
    }

    @Test
    void listsAreAsLongAsAskedFor() {
        String one = analyze("--top", "1").out();
        assertFalse(one.contains("/d/b"), one);
        assertTrue(one.endsWith("""
             size  layer  largest lost files
             2 kB      1  /d/a (deleted by layer 2)
            500 B         and 1 more
            """), one);
        assertFalse(analyze("--top", "0").out().contains("largest"));
    }

    @Test
    void aFileGetsWholePathsAndATerminalTheirBeginningAndName() throws IOException {
        String path = "/usr/lib/" + "node_modules/".repeat(10) + "index.js";
        archive = archive(image("app:1").layer(layer().file(path.substring(1), "content")));
        assertTrue(analyze().out().contains(" " + path + "\n"));
        Cli terminal = Cli.PLAIN.withTerminals(OUTPUT).withVariable("COLUMNS", "60");
        String shown = analyze(terminal).out();
        assertTrue(shown.contains("…/index.js\n"), shown);
        assertTrue(shown.contains(" /usr/lib/node_modules/"), shown);
        assertTrue(analyze(Cli.PLAIN.withTerminals(new Terminals(false, false, true)))
                .out()
                .contains(" " + path + "\n"));
    }

    @Test
    void quietSaysNothing() {
        assertEquals("", analyze("-q").out());
    }

    @Test
    void coloursAreForTerminals() {
        assertFalse(analyze().out().contains("\u001b["));
        assertTrue(analyze(Cli.PLAIN.withTerminals(OUTPUT)).out().contains("\u001b[1mlayer"));
        Cli plain = Cli.PLAIN.withTerminals(OUTPUT).withVariable("NO_COLOR", "1");
        assertFalse(analyze(plain).out().contains("\u001b["));
    }

    @Test
    void jsonHasRawFigures() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(analyze("--json", "--entries").out());
        assertEquals(1, json.get("schemaVersion").asInt());
        assertEquals(2570, json.get("contentBytes").asInt());
        assertEquals(2500, json.get("lostBytes").asInt());
        assertEquals(8192 - 3072, json.get("reclaimableBytes").asInt());
        assertEquals(2000, json.at("/layers/0/deleted/bytes").asInt());
        assertEquals("/d/a", json.at("/largestLostFiles/0/path").asText());
        assertEquals(5, json.get("entries").size());
        assertEquals("deleted", json.at("/entries/1/fate").asText());
        assertEquals(2, json.at("/entries/1/byLayer").asInt());
    }

    @Test
    void entriesAreListedOnlyOnDemand() throws IOException {
        assertFalse(new ObjectMapper().readTree(analyze("--json").out()).has("entries"));
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String documentation = Files.readString(Path.of("..", "docs", "json-analyze.md"))
                + Files.readString(Path.of("..", "docs", "json-report.md"));
        Set<String> missing = new TreeSet<>(keys(new ObjectMapper()
                .readTree(analyze("--json", "--entries", "--drops", "--packages", "--duplicates", "--estimate")
                        .out())));
        missing.removeIf(key -> documentation.contains("`" + key + "`"));
        assertEquals(Set.of(), missing);
    }

    private static List<String> keys(JsonNode node) {
        Stream<String> own = node.isObject() ? node.properties().stream().map(entry -> entry.getKey()) : Stream.of();
        return Stream.concat(own, node.valueStream().flatMap(child -> keys(child).stream()))
                .toList();
    }

    @Test
    void anImageThatCannotBeReadEndsWith1() {
        Path nowhere = directory.resolve("nowhere.tar");
        CliRun run = Cli.PLAIN.run("analyze", nowhere.toString());
        assertEquals("squash: " + nowhere + ": no such file or directory\n", run.err());
        assertEquals("", run.out());
        assertEquals(1, run.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --entries | squash: --entries has no meaning without --json
        --top x   | squash: --top: "x" is not a whole number from 1 to 2147483647
        --tag a   | squash: unknown option: '--tag'
        b.tar     | squash: one IMAGE is expected, found also 'b.tar'
        """)
    void wrongUsageIsToldWithAHint(String options, String message) {
        CliRun run = analyze(options.split(" "));
        assertEquals(message, run.refusal(2));
        assertTrue(run.err().endsWith("Try 'squash analyze --help' for the options.\n"), run.err());
    }

    @Test
    void helpFitsEightyColumns() {
        CliRun run = Cli.PLAIN.run("analyze", "--help", "--all");
        assertEquals(0, run.exitCode());
        run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
}
