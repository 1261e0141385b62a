// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code squash analyze --slim} says of the packages that nothing leads to. */
class AnalyzeSlimTest {
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
    void whatSlimWouldLeaveOutIsListedOnDemand() throws IOException {
        Path archive = archive(image("app:1")
                .layer(debian().installed("nginx")
                        .file("usr/sbin/nginx", "12345")
                        .installed("git")
                        .file("usr/bin/git", "123456789")
                        .layer())
                .config(config ->
                        config.withObjectProperty("config").putArray("Cmd").add("nginx")));
        assertFalse(analyze(archive).out().contains("--slim"));
        String out = analyze(archive, "--slim").out();
        assertTrue(out.contains("leave out 1 package that nothing in the image leads to"), out);
        assertTrue(out.contains("squash --slim "), out);
        assertTrue(out.contains("""

            packages that stay: 1 (5 B); that go: 1 (9 B)

            gone  package
             9 B  git 1
            """), out);
        JsonNode json =
                new ObjectMapper().readTree(analyze(archive, "--json", "--slim").out());
        assertEquals("", json.at("/slim/refusal").asText());
        assertEquals("git", json.at("/slim/droppedPackages/0/name").asText());
        assertEquals("nginx", json.at("/slim/keptPackages/0/name").asText());
    }

    @Test
    void anImageThatSlimCannotChangeIsAnalysedAllTheSame() throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("a", "a")));
        CliRun run = analyze(archive, "--slim");
        assertEquals(0, run.exitCode());
        assertTrue(run.out().contains("\n--slim is not possible: "), run::out);
        JsonNode json =
                new ObjectMapper().readTree(analyze(archive, "--json", "--slim").out());
        assertTrue(json.at("/slim/refusal").asText().contains("only --slim=files"), json::toString);
        assertEquals(0, json.at("/slim/droppedPackages").size());
    }
}
