// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code squash rebase} with the real library, on small archives. */
class RebaseCommandTest {
    @TempDir
    Path directory;

    private Path output;
    private Path v1;
    private Path v2;

    @BeforeEach
    void bases() throws IOException {
        output = directory.resolve("out.tar");
        v1 = archive(image("base:1").layer(layer().file("lib", "1")));
        v2 = archive(image("base:2").layer(layer().file("lib", "2")).layer(layer().file("more", "M")));
    }

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
    }

    private Path app(LayerBuilder own) throws IOException {
        return archive(image("app:1").layer(layer().file("lib", "1")).layer(own));
    }

    private CliRun rebase(Path image, String... options) {
        List<String> given = List.of("--old-base", v1.toString(), "--new-base", v2.toString(), image.toString());
        return Cli.PLAIN.run(Stream.of(Stream.of("rebase"), given.stream(), Stream.of(options))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    void theSummaryNamesBothBases() throws IOException {
        CliRun run = rebase(app(layer().file("app", "A")), "-t", "app:2", "-o", output.toString());
        assertEquals(0, run.exitCode(), run.err());
        String expected = "app:2: " + v1 + " (1 layer) → " + v2 + " (2 layers), 1 layer above it kept in ";
        assertTrue(run.out().startsWith(expected), run.out());
        assertTrue(
                run.out()
                        .endsWith("verified: read back and compared with the layers of both\nwritten to " + output
                                + "\n"),
                run.out());
    }

    @Test
    void theJsonReportListsTheLayers() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(rebase(app(layer().file("app", "A")), "--json", "-o", output.toString())
                        .out());
        assertTrue(json.get("rebased").asBoolean());
        assertEquals(2, json.get("newBaseLayers").asInt());
        assertEquals(3, json.get("resultLayers").size());
        assertEquals(0, json.get("pathConflicts").size());
    }

    @Test
    void conflictsAreListedAndNothingIsWritten() throws IOException {
        CliRun run = rebase(app(layer().file("lib", "mine")), "-o", output.toString());
        assertEquals(5, run.exitCode(), run.err());
        assertTrue(run.err().contains("  /lib: layer 2 overwrites it; in the new base content sha256:"), run.err());
        assertTrue(run.err().contains("--allow-conflicts"), run.err());
        assertFalse(Files.exists(output));
    }

    @Test
    void allConflictsAreInJsonAndTwentyInText() throws IOException {
        LayerBuilder base = layer();
        LayerBuilder own = layer();
        for (int i = 0; i < 30; i++) {
            base.file("f" + i, "1");
            own.whiteout("f" + i);
        }
        v1 = archive(image("base:1").layer(base));
        Path app = archive(image("app:1").layer(base).layer(own));
        CliRun run = rebase(app, "--json", "-o", output.toString());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertFalse(json.get("rebased").asBoolean());
        assertEquals(30, json.get("pathConflicts").size());
        assertEquals("removes", json.at("/pathConflicts/0/dependency").asText());
        assertEquals("removed", json.at("/pathConflicts/0/newBase").asText());
        assertTrue(run.err().contains("  … and 10 more; --json lists all"), run.err());
    }

    @Test
    void allowedConflictsAreListedToo() throws IOException {
        CliRun run = rebase(app(layer().file("lib", "mine")), "--allow-conflicts", "-o", output.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("conflicts, resolved by the options:\n  /lib: layer 2"), run.out());
    }

    @Test
    void conflictsOfTheConfigHaveThreeValues() throws IOException {
        v2 = archive(image("base:2")
                .layer(layer().file("lib", "2"))
                .config(config -> config.withObject("/config").putArray("Cmd").add("b")));
        Path app = archive(image("app:1")
                .layer(layer().file("lib", "1"))
                .config(config -> config.withObject("/config").putArray("Cmd").add("c")));
        CliRun run = rebase(app, "-o", output.toString());
        assertEquals(5, run.exitCode());
        assertTrue(
                run.err().contains("  config Cmd: old base [\"/bin/sh\"], new base [\"b\"], image [\"c\"]"), run.err());
        assertEquals(
                0,
                rebase(app, "--on-conflict", "theirs", "-o", output.toString()).exitCode());
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        CliRun run = rebase(app(layer().file("app", "A")), "--dry-run", "-o", output.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("dry run: not written to "), run.out());
        assertFalse(Files.exists(output));
    }

    @Test
    void digestsAreWrittenIntoFiles() throws IOException {
        Path digest = directory.resolve("digest");
        Path metadata = directory.resolve("metadata.json");
        String[] files = {"--digest-file", digest.toString(), "--metadata-file", metadata.toString()};
        Path app = app(layer().file("app", "A"));
        assertEquals(
                0,
                rebase(app, "--dry-run", "-o", output.toString(), files[0], files[1])
                        .exitCode());
        assertFalse(Files.exists(digest));
        CliRun run = rebase(app, "--json", "-o", output.toString(), files[0], files[1], files[2], files[3]);
        JsonNode after = new ObjectMapper().readTree(run.out()).get("after");
        assertEquals(after.get("manifestDigest").asText() + "\n", Files.readString(digest));
        JsonNode written = new ObjectMapper().readTree(metadata.toFile());
        assertEquals(after.get("configDigest"), written.get("containerimage.config.digest"));
        assertEquals("docker.io/library/app:1", written.get("image.name").asText());
    }

    @Test
    void theBasesAreNotOverwritten() throws IOException {
        Path app = app(layer().file("app", "A"));
        for (Path base : List.of(v1, v2)) {
            byte[] before = Files.readAllBytes(base);
            CliRun run = rebase(app, "-o", base.toString());
            assertTrue(run.refusal(2).contains("would be written over what is read"), run.err());
            assertArrayEquals(before, Files.readAllBytes(base));
        }
    }

    @Test
    void aBaseThatIsNoneFailsByBothDiffIds() throws IOException {
        CliRun run = rebase(archive(image("x:1").layer(layer().file("x", ""))), "-o", output.toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("is not built on " + v1 + ": layer 1 has the diff ID sha256:"), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rebase a.tar -o b.tar                                    | --new-base",
                "rebase --new-base b.tar --on-conflict x a.tar -o b.tar   | --on-conflict: \"x\" is none of ours, theirs, fail",
                "rebase --new-base - a.tar -o b.tar                       | only IMAGE can be read from standard input",
                "rebase --new-base b.tar a.tar                            | the new image has no destination",
            })
    void wrongUsageIsSaid(String arguments, String message) {
        CliRun run = Cli.PLAIN.withTerminals(new Terminals(false, true, false)).run(arguments.split(" +"));
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().endsWith("Try 'squash rebase --help' for the options.\n"), run.err());
    }
}
