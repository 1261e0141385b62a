package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
            layer     size  content  overwritten  deleted  hidden  created by
                1  6.14 kB  2.57 kB        500 B     2 kB       -  step 1
                2  2.05 kB      0 B            -        -       -  step 2

            content      2.57 kB in 5 entries of 2 layers, of which 2.5 kB no container sees
            reclaimable  5.12 kB before compression: 8.19 kB of tars would become 3.07 kB
            efficiency   2.7 %; by dive's definition 2.7 %, wasted 2.5 kB, 0.0 % of the layers above the base

            size  layer  largest files
            70 B      1  /c

             size  layer  largest files that are lost
             2 kB      1  /d/a (deleted by layer 2)
            500 B      1  /d/b (overwritten by layer 2)
            """, run.out());
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
    }

    @Test
    void listsAreAsLongAsAskedFor() {
        assertFalse(analyze("--top", "1").out().contains("/d/b"));
        assertFalse(analyze("--top", "0").out().contains("largest"));
    }

    @Test
    void tellsWhatSetsOfRulesWouldLeaveOut() throws IOException {
        archive = archive(image("app:1")
                .layer(layer().dir("var/")
                        .dir("var/cache/")
                        .dir("var/cache/apt/")
                        .dir("var/cache/apt/archives/")
                        .file("var/cache/apt/archives/tar_1.0_amd64.deb", "d".repeat(3000))));
        String out = analyze("--top", "0", "--drops").out();
        assertTrue(
                Pattern.compile("\n *size +paths +would be left out with\n *3 kB +\\d+ +--drop caches \\(")
                        .matcher(out)
                        .find(),
                out);
        JsonNode drops =
                new ObjectMapper().readTree(analyze("--json", "--drops").out()).get("drops");
        assertEquals(
                3000,
                drops.valueStream()
                        .filter(set -> set.get("set").asText().equals("caches"))
                        .findFirst()
                        .orElseThrow()
                        .get("bytes")
                        .asInt());
    }

    @Test
    void packagesAreListedOnDemand() throws IOException {
        archive = archive(image("app:1")
                .layer(layer().file("usr/bin/tar", "t".repeat(3000))
                        .file("var/lib/dpkg/status", "Package: tar\nStatus: install ok installed\nVersion: 1.35\n")
                        .file("var/lib/dpkg/info/tar.list", "/usr/bin/tar\n")
                        .file(
                                "app/node_modules/left-pad/package.json",
                                "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}")));
        assertFalse(analyze().out().contains("dpkg:"));
        assertTrue(
                analyze("--packages").out().endsWith("""

            size  packages  ecosystem
            3 kB         1  dpkg
            40 B         1  npm

            size  files  largest packages
            3 kB      1  dpkg:tar@1.35
            40 B      1  npm:left-pad@1.3.0
            """), analyze("--packages").out());
        JsonNode json =
                new ObjectMapper().readTree(analyze("--json", "--packages").out());
        assertEquals(3000, json.at("/ecosystems/0/bytes").asInt());
        assertEquals("tar", json.at("/largestPackages/0/name").asText());
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
    void secretsAreToldWithoutTheirValues() throws IOException {
        String value = "hunter22-aB3dE5";
        archive = archive(image("app:1")
                .layer(layer().file("root/.netrc", "machine a password " + value + "\n")
                        .file("app/.env", "DB_PASSWORD=" + value + "\n"))
                .layer(layer().whiteout("root/.netrc"))
                .config(config -> {
                    config.withObjectProperty("config").putArray("Env").add("API_TOKEN=" + value);
                    ((ObjectNode) config.at("/history/1"))
                            .put("created_by", "RUN |1 NPM_TOKEN=" + value + " /bin/sh -c npm ci " + value);
                }));
        CliRun run = analyze("--secrets");
        assertTrue(run.out().endsWith("""
            secrets: 4, of which squashing removes 1; replace what others may have seen
              /root/.netrc in layer 1: a password in .netrc, deleted by layer 2; squash
              /app/.env in layer 1: a variable that is named like a credential, still visible; squash --exclude '/app/.env'
              environment, API_TOKEN: a variable that is named like a credential, still visible; squash --change 'UNSET ENV API_TOKEN' --scrub-history
              step 2 of the history, of layer 2, NPM_TOKEN: a variable that is named like a credential, still visible; build with RUN --mount=type=secret
            """), run.out());
        CliRun json = analyze("--json", "--entries", "--secrets");
        CliRun squashed = Cli.PLAIN.run("--dry-run", "--json", "-t", "b", archive.toString(), "-o", directory + "/new");
        assertEquals(0, squashed.exitCode());
        for (CliRun each : List.of(run, json, squashed)) {
            assertFalse((each.out() + each.err()).contains("hunter22"), each.out());
            assertFalse((each.out() + each.err()).contains("aB3dE5"), each.out());
        }
        JsonNode secrets = new ObjectMapper().readTree(json.out()).get("secrets");
        assertEquals("netrc", secrets.at("/0/secret").asText());
        assertEquals("deleted", secrets.at("/0/fate").asText());
        assertFalse(secrets.at("/0/survives").asBoolean());
        assertEquals("history", secrets.at("/3/place").asText());
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
                .readTree(
                        analyze("--json", "--entries", "--drops", "--packages").out())));
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
        b.tar     | squash: one IMAGE is expected, but there is also 'b.tar'
        """)
    void wrongUsageIsToldWithAHint(String options, String message) {
        CliRun run = analyze(options.split(" "));
        assertEquals(message, run.refusal(2));
        assertTrue(run.err().endsWith("Try 'squash analyze --help' for the options.\n"), run.err());
    }

    @Test
    void helpFitsEightyColumns() {
        CliRun run = Cli.PLAIN.run("analyze", "--help");
        assertEquals(0, run.exitCode());
        run.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
}
