// SPDX-License-Identifier: Apache-2.0
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code squash analyze} finds where it is asked to: unneeded files, packages, secrets, duplicates, compressed sizes. */
class AnalyzeOnDemandTest {
    @TempDir
    Path directory;

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "archive"));
    }

    private static CliRun analyze(Path archive, String... options) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("analyze", archive.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void tellsWhatSetsOfRulesWouldLeaveOut() throws IOException {
        Path archive = archive(image("app:1")
                .layer(layer().dir("var/")
                        .dir("var/cache/")
                        .dir("var/cache/apt/")
                        .dir("var/cache/apt/archives/")
                        .file("var/cache/apt/archives/tar_1.0_amd64.deb", "d".repeat(3000))));
        String out = analyze(archive, "--top", "0", "--drops").out();
        assertTrue(
                Pattern.compile("\n *size +paths +would be left out with\n *3 kB +\\d+ +--drop caches \\(")
                        .matcher(out)
                        .find(),
                out);
        JsonNode drops = new ObjectMapper()
                .readTree(analyze(archive, "--json", "--drops").out())
                .get("drops");
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
        Path archive = archive(image("app:1")
                .layer(layer().file("usr/bin/tar", "t".repeat(3000))
                        .file("var/lib/dpkg/status", "Package: tar\nStatus: install ok installed\nVersion: 1.35\n")
                        .file("var/lib/dpkg/info/tar.list", "/usr/bin/tar\n")
                        .file(
                                "app/node_modules/left-pad/package.json",
                                "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}")));
        assertFalse(analyze(archive).out().contains("dpkg:"));
        assertTrue(
                analyze(archive, "--packages").out().endsWith("""

            size  packages  ecosystem
            3 kB         1  dpkg
            40 B         1  npm

            size  files  largest packages
            3 kB      1  dpkg:tar@1.35
            40 B      1  npm:left-pad@1.3.0
            """),
                analyze(archive, "--packages").out());
        JsonNode json = new ObjectMapper()
                .readTree(analyze(archive, "--json", "--packages").out());
        assertEquals(3000, json.at("/ecosystems/0/bytes").asInt());
        assertEquals("tar", json.at("/largestPackages/0/name").asText());
    }

    @Test
    void secretsAreToldWithoutTheirValues() throws IOException {
        String value = "hunter22-aB3dE5";
        Path archive = archive(image("app:1")
                .layer(layer().file("home/app/.netrc", "machine a password " + value + "\n")
                        .file("app/.env", "DB_PASSWORD=" + value + "\n"))
                .layer(layer().whiteout("home/app/.netrc"))
                .config(config -> {
                    config.withObjectProperty("config").putArray("Env").add("API_TOKEN=" + value);
                    ((ObjectNode) config.at("/history/1"))
                            .put("created_by", "RUN |1 NPM_TOKEN=" + value + " /bin/sh -c npm ci " + value);
                }));
        CliRun run = analyze(archive, "--secrets");
        assertTrue(run.out().endsWith("""
            secrets: 4, of which squashing removes 1; replace secrets that others may have seen
              /home/app/.netrc in layer 1: a password in .netrc, deleted by layer 2; squash
              /app/.env in layer 1: a variable with the name of a credential, still visible; squash --exclude '/app/.env'
              environment, API_TOKEN: a variable with the name of a credential, still visible; squash --change 'UNSET ENV API_TOKEN' --scrub-history
              step 2 of the history, of layer 2, NPM_TOKEN: a variable with the name of a credential, still visible; build with RUN --mount=type=secret
            """), run.out());
        CliRun json = analyze(archive, "--json", "--entries", "--secrets");
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
    void filesOfEqualContentAreListedOnDemand() throws IOException {
        String content = "c".repeat(2000);
        String other = "o".repeat(1500);
        Path archive = archive(image("app:1")
                .layer(layer().file("a", content).file("b", content).hardLink("link", "b"))
                .layer(layer().file("c", content).file("o", other).file("p", other)));
        assertFalse(analyze(archive).out().contains("equal content"));
        String out = analyze(archive, "--duplicates", "--top", "1").out();
        assertTrue(out.contains("\nduplicates   5.5 kB in 3 files with the same content as another one\n"), out);
        assertTrue(out.endsWith("""

             spare  size  files  files with equal content
              4 kB  2 kB      3  /a, /b, …
            1.5 kB               and 1 more
            """), out);
        JsonNode json = new ObjectMapper()
                .readTree(
                        analyze(archive, "--json", "--duplicates", "--top", "1").out())
                .get("duplicates");
        assertEquals(2, json.get("contents").asInt());
        assertEquals(5500, json.get("wastedBytes").asInt());
        assertEquals(1, json.get("largest").size());
        assertEquals("[\"/a\",\"/b\",\"/c\"]", json.at("/largest/0/paths").toString());
    }

    @Test
    void sizesAfterCompressionAreToldOnDemand() throws IOException {
        Path archive = archive(image("app:1")
                .layer(layer().file("a", "a".repeat(2000)))
                .layer(layer().whiteout("a").file("b", "b")));
        assertFalse(analyze(archive).out().contains("compressed "));
        assertTrue(
                Pattern.compile("\ncompressed   \\d+ B with zstd 3: \\d+ B of layers would become \\d+ B\n")
                        .matcher(analyze(archive, "--estimate").out())
                        .find(),
                analyze(archive, "--estimate").out());
        JsonNode estimate = new ObjectMapper()
                .readTree(analyze(archive, "--json", "--estimate").out())
                .get("estimate");
        assertEquals("zstd", estimate.get("compression").asText());
        assertEquals(3, estimate.get("level").asInt());
        assertEquals(
                estimate.get("layersBytes").asInt()
                        - estimate.get("squashedBytes").asInt(),
                estimate.get("reclaimableBytes").asInt());
    }

    @Test
    void costsOfAPullAreToldOnDemand() throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("a", "A")).layer(layer().file("b", "B")));
        assertFalse(analyze(archive).out().contains("pull "));
        assertTrue(
                analyze(archive, "--pull")
                        .out()
                        .contains("\npull         4.1 kB in 2 layers for a machine that has nothing\n"),
                analyze(archive, "--pull").out());
        JsonNode pull = new ObjectMapper()
                .readTree(analyze(archive, "--json", "--pull", "--since", archive.toString())
                        .out())
                .get("pull");
        assertEquals("{\"layers\":2,\"bytes\":4096}", pull.get("everything").toString());
        assertEquals("{\"layers\":0,\"bytes\":0}", pull.at("/since/wholeLayers").toString());
    }

    @Test
    void aPullTakesTheTimeOfItsModel() throws IOException {
        Path archive = archive(image("app:1")
                .layer(layer().file("etc/os-release", "ID=debian"))
                .layer(layer().file("b", "B".repeat(999_424))));
        String out = analyze(archive, "--pull", "--bandwidth", "800kbit", "--streams", "2")
                .out();
        assertTrue(out.contains("""

                pull         1 MB in 2 layers for a machine that has nothing: 10.2 s
                             1 MB in 1 layer for one that has the base, the lowest layer: 10.1 s
                             at 100 kB per second, 2 layers at a time, if the engine unpacks 50 MB per second
                """), out);
        JsonNode pull = new ObjectMapper()
                .readTree(analyze(archive, "--json", "--pull", "--bandwidth", "0.1 MB/s")
                        .out())
                .get("pull");
        assertEquals(10.135, pull.at("/base/wholeLayers/seconds").asDouble(), 0.01);
        assertEquals(1, pull.at("/base/layers").asInt());
        assertEquals(
                "{\"bytesPerSecond\":100000,\"streams\":3,\"unpackedPerSecond\":50000000}",
                pull.get("model").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bandwidth 1Mbit",
                "--pull --streams 3",
                "--pull --bandwidth fast",
                "--pull --bandwidth 100",
                "--pull --bandwidth 1bit",
                "--pull --bandwidth 1Mbit --streams 0"
            })
    void speedsThatMeanNothingAreWrongUsage(String options) throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("a", "A")));
        assertEquals(2, analyze(archive, options.split(" ")).exitCode());
    }

    @Test
    void anotherImageIsOfNoUseWithoutItsQuestion() throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("a", "A")));
        assertEquals(2, analyze(archive, "--since", archive.toString()).exitCode());
    }
}
