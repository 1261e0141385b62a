// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code squash advise} with the real library, on a small archive. */
class AdviseCommandTest {
    private static final String PRIVATE_KEY =
            "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7b".repeat(4) + "\n-----END RSA PRIVATE KEY-----\n";

    @TempDir
    Path directory;

    private Path archive;
    private Path dockerfile;

    @BeforeEach
    void files() throws IOException {
        archive = ArchiveDialect.DOCKER_25.write(
                image("app:1")
                        .layer(layer().file("etc/os-release", "ID=debian\nVERSION_ID=11\nPRETTY_NAME=\"Debian 11\"\n"))
                        .layer(layer().file("a", "12345"))
                        .layer(layer().whiteout("a")),
                directory);
        dockerfile = Files.writeString(directory.resolve("Dockerfile"), "FROM debian:11\n???\nUSER app\n");
    }

    private CliRun advise(String... options) {
        return advise(Cli.PLAIN, options);
    }

    private CliRun advise(Cli cli, String... options) {
        return cli.run(Stream.concat(Stream.of("advise", archive.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void beginsWithWhatToDoFirst() {
        String out = advise("--as-of", "2026-01-31").out();
        assertTrue(out.startsWith(archive + ", linux/amd64, "), out);
        assertTrue(out.contains("""
            what to do first; bytes are what a command saves at least, before compression
             1. 5 B: merge the layers: no container sees this content
                squash -o %s-merged.tar %s
            """.formatted(archive.toString().replace(".tar", ""), archive)), out);
        assertTrue(out.contains("saves  at most       the ten ways\n"), out);
        assertTrue(
                out.contains("\n  5 B      5 B   3.  merged instructions: layer 3 (step 3) undoes layer 2 (step 2)\n"),
                out);
        assertTrue(out.contains("    -        -   4.  fewer dependencies: fine\n"), out);
        assertTrue(out.endsWith("--all shows every finding, with its places and what to do\n"), out);
    }

    @Test
    void tellsEveryFindingIfThatIsWanted() {
        CliRun run = advise("--all", "--as-of", "2026-01-31", "--dockerfile", dockerfile.toString());
        assertEquals(0, run.exitCode());
        for (int way = 1; way <= 10; way++) {
            String number = String.format("%2d. ", way);
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith(number)), run.out());
        }
        assertTrue(run.out().contains(" 4. fewer dependencies: fine\n"), run.out());
        assertTrue(run.out().contains("""
             3. merged instructions
                5 B: layer 3 (step 3) undoes layer 2 (step 2)
                  5 B  /a
                → saves 5 B: squash -o\
            """), run.out());
        assertTrue(
                run.out().contains("    → line 1: FROM debian:11  →  build on a release that is supported\n"),
                run.out());
        assertTrue(run.out().endsWith(dockerfile + ", line 2: not understood, skipped\n"), run.out());
    }

    @Test
    void secretsComeFirstAndRedOnATerminal() throws IOException {
        archive = ArchiveDialect.DOCKER_25.write(
                image("app:2")
                        .layer(layer().file("key.pem", PRIVATE_KEY).hardLink("copy of [key]", "key.pem"))
                        .layer(layer().file("var/cache/apt/archives/a.deb", new byte[5000])),
                Files.createDirectory(directory.resolve("2")));
        Cli terminal = Cli.PLAIN.withTerminals(new Terminals(false, true, false));
        String out = advise(terminal).out();
        assertTrue(
                out.contains(
                        "\u001b[31m 1. " + PRIVATE_KEY.length() + " B: 1 secret: a private key in /key.pem\u001b[0m\n"),
                out);
        assertTrue(out.contains("    squash --exclude '/copy of \\[key]' --exclude /key.pem -o "), out);
        assertTrue(out.contains(" 2. 5 kB: leave out files that tools re-create on demand"), out);
        assertTrue(out.contains("    5 kB: all of these in one run\n"), out);
    }

    @Test
    void isColouredOnATerminalOnly() {
        assertFalse(advise().out().contains("\u001b["));
        Cli terminal = Cli.PLAIN.withTerminals(new Terminals(false, true, false));
        assertTrue(advise(terminal, "--all").out().contains("\u001b[1m 3. merged instructions\u001b[0m\n"));
    }

    @Test
    void theDayIsSourceDateEpochs() throws IOException {
        Cli cli = Cli.PLAIN.withVariable("SOURCE_DATE_EPOCH", "1000000000");
        assertEquals("2001-09-09", json(advise(cli, "--json")).path("asOf").asText());
        assertEquals(
                "2026-01-31",
                json(advise(cli, "--json", "--as-of", "2026-01-31"))
                        .path("asOf")
                        .asText());
    }

    @Test
    void jsonTellsTheSameAndIsDocumented() throws IOException {
        JsonNode json = json(advise("--json", "--as-of", "2026-01-31"));
        assertEquals(
                IntStream.rangeClosed(1, 10).boxed().toList(),
                json.path("checks")
                        .valueStream()
                        .map(way -> way.path("number").asInt())
                        .toList());
        JsonNode merged = json.path("checks").path(2);
        assertEquals("merged-instructions", merged.path("check").asText());
        assertEquals("found", merged.path("verdict").asText());
        assertEquals(5, merged.path("findings").path(0).path("bytes").asLong());
        JsonNode action = json.path("actions").path(0);
        assertEquals("merge", action.path("kind").asText());
        assertEquals(5, action.path("savesBytes").asLong());
        assertEquals(
                List.of("squash", "-o", archive.toString().replace(".tar", "-merged.tar"), archive.toString()),
                action.path("command").valueStream().map(JsonNode::asText).toList());
        String documentation = Files.readString(Path.of("..", "docs", "json-advice.md"))
                + Files.readString(Path.of("..", "docs", "json-report.md"));
        TreeSet<String> missing = new TreeSet<>(keys(json));
        missing.removeIf(key -> documentation.contains("`" + key + "`"));
        assertEquals(new TreeSet<String>(), missing);
    }

    private static JsonNode json(CliRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> keys(JsonNode node) {
        Stream<String> own = node.isObject() ? node.properties().stream().map(entry -> entry.getKey()) : Stream.of();
        return Stream.concat(own, node.valueStream().flatMap(child -> keys(child).stream()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --as-of today     | squash: --as-of: "today" is not a day such as 2026-01-31
        --compose nowhere | squash: nowhere: no such file or directory
        --top 3           | squash: unknown option: '--top'
        """)
    void wrongUsageIsTold(String options, String message) {
        assertEquals(message, advise(options.split(" ")).refusal(2));
    }

    @Test
    void aComposeFileThatIsNoYamlIsRefused() throws IOException {
        Path compose = Files.writeString(directory.resolve("compose.yaml"), "services: [");
        String message = advise("--compose", compose.toString()).refusal(2);
        assertTrue(message.startsWith("squash: " + compose + " is not YAML: "), message);
        assertTrue(message.contains("line 1"), message);
    }

    @Test
    void helpFitsEightyColumns() {
        CliRun run = Cli.PLAIN.run("advise", "--help", "--all");
        assertEquals(0, run.exitCode());
        run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void theBuildBeforeIsComparedWithAnImageThatCanBeReadAgain() {
        String same = advise("--since", archive.toString(), "--all").out();
        assertFalse(same.contains("download content again"), same);
        CliRun refused = Cli.PLAIN.run("advise", "-", "--since", archive.toString());
        assertTrue(refused.refusal(2).contains("standard input can be read only once"));
    }
}
