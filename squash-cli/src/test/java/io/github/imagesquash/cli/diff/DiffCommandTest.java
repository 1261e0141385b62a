// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeEngine;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash diff} with the real library, on small archives. */
class DiffCommandTest {
    @TempDir
    Path directory;

    private Path before;
    private Path after;

    @BeforeEach
    void archives() throws IOException {
        before = archive(
                "a.tar",
                image("app:1")
                        .layer(layer().dir("t/").file("t/a", "A").file("t/gone", "123"))
                        .layer(layer().file("t/same", "S")));
        after = archive(
                "b.tar",
                image("app:1")
                        .layer(layer().dir("t/")
                                .file("t/a", "A")
                                .mode(0755)
                                .file("t/new", "12")
                                .file("t/same", "S"))
                        .config(config -> config.withObject("/config").put("User", "me")));
    }

    private Path archive(String name, ImageBuilder image) throws IOException {
        Path written = ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "archive"));
        return Files.move(written, directory.resolve(name));
    }

    private static CliRun diff(Path before, Path after, String... options) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("diff", before.toString(), after.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void differencesAreLinesAndTheExitCodeIs1() {
        CliRun run = diff(before, after);
        assertEquals("""
            ~ /t/a: mode 0644 → 0755
            - /t/gone (3 B)
            + /t/new (2 B)
            + config /config/User: "me"
            %s (2 layers) and %s (1 layer) differ: 1 (3 B) only in A, 1 (2 B) only in B, 1 different of 5 paths; 1 key of the config
            """.formatted(before, after), run.out());
        assertEquals("", run.err());
        assertEquals(7, run.exitCode());
    }

    @Test
    void statHasALineForEachDirectory() {
        CliRun run = diff(before, after, "--stat");
        assertEquals("""
            only in A  only in B  different  directory
              1 (3 B)    1 (2 B)          1  /t
            + config /config/User: "me"
            %s (2 layers) and %s (1 layer) differ: 1 (3 B) only in A, 1 (2 B) only in B, 1 different of 5 paths; 1 key of the config
            """.formatted(before, after), run.out());
        assertEquals(7, run.exitCode());
        assertEquals(
                before + " (2 layers) and " + before + " (2 layers) are equal: 4 paths\n",
                diff(before, before, "--stat").out());
    }

    @Test
    void directoriesOfTheFirstTwoLevelsAreCounted() throws IOException {
        Path deep = archive(
                "deep.tar",
                image("app:1")
                        .layer(layer().file("usr/lib/a/b/c", "12345")
                                .file("usr/lib/x", "1")
                                .file("top", "1")));
        Path none = archive("none.tar", image("app:1").layer(layer()));
        String out = diff(deep, none, "--stat", "--ignore", "config").out();
        assertTrue(out.startsWith("""
            only in A  only in B  different  directory
              2 (1 B)          -          -  /
                    1          -          -  /usr
              4 (6 B)          -          -  /usr/lib
            """), out);
    }

    @Test
    void equalImagesEndWith0() {
        CliRun run = diff(before, before);
        assertEquals(before + " (2 layers) and " + before + " (2 layers) are equal: 4 paths\n", run.out());
        assertEquals(0, run.exitCode());
    }

    @Test
    void imagesAreNamedAsForSquashing() {
        CliRun run = Cli.PLAIN.run("diff", "docker-archive:" + before + ":app:1", "oci-archive:" + before);
        assertEquals(before + " (2 layers) and " + before + " (2 layers) are equal: 4 paths\n", run.out());
        assertEquals(0, run.exitCode());
    }

    @Test
    void imageOfAnEngineIsCompared() throws IOException {
        FakeEngine docker = new FakeEngine(EngineKind.DOCKER, Files.createDirectory(directory.resolve("engine")));
        docker.knows("app:1", "sha256:01d").on("image save", "cat '" + before + "'");
        String path = docker.engine().environment().get("PATH");
        CliRun run = Cli.PLAIN.withVariable("PATH", path).run("diff", before.toString(), "app:1");
        assertEquals(before + " (2 layers) and docker-daemon:app:1 (2 layers) are equal: 4 paths\n", run.out());
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
    }

    @Test
    void imageInARegistryIsAskedForThere() {
        CliRun run = Cli.PLAIN.run("diff", before.toString(), "docker://localhost:1/app:1");
        assertTrue(run.err().startsWith("squash: docker://localhost:1/app:1: "), run.err());
        assertEquals(1, run.exitCode());
    }

    @Test
    void anImageThatCannotBeReadEndsWith1() {
        Path nowhere = directory.resolve("nowhere.tar");
        CliRun run = diff(before, nowhere);
        assertEquals("squash: " + nowhere + ": no such file or directory\n", run.err());
        assertEquals("", run.out());
        assertEquals(1, run.exitCode());
    }

    @Test
    void whatIsIgnoredMayDiffer() {
        CliRun run = diff(before, after, "--ignore", "mode,/config/User", "--path", "/t/a");
        assertEquals(before + " (2 layers) and " + after + " (1 layer) are equal: 1 path\n", run.out());
        assertEquals(0, run.exitCode());
        assertEquals(7, diff(before, after, "--ignore", "config").exitCode());
        assertFalse(diff(before, after, "--ignore", "config").out().contains("/config/User"));
    }

    @Test
    void quietTellsByTheExitCodeAlone() {
        assertEquals(new CliRun(7, "", "", List.of()), diff(before, after, "-q"));
        assertEquals(new CliRun(0, "", "", List.of()), diff(before, before, "-q"));
    }

    @Test
    void imagesOfOneArchiveAreChosenForEachSide() throws IOException {
        Path two = ArchiveDialect.DOCKER_25
                .members(
                        image("app:1").layer(layer().file("a", "A")),
                        image("app:2").layer(layer().file("b", "A")))
                .write(directory.resolve("two.tar"));
        CliRun run = diff(two, two, "--image-a", "app:1", "--image-b", "app:2");
        assertTrue(run.out().startsWith("- /a (1 B)\n+ /b (1 B)\n"), run.out() + run.err());
    }

    @Test
    void warningsGoToStandardError() throws IOException {
        Path odd =
                archive("odd.tar", image("app:1").layer(layer().file("a", "A").file("a", "A")));
        CliRun run = diff(odd, odd);
        assertTrue(run.err().startsWith(odd + ": warning: layer 1: \"a\": path occurs twice"), run.err());
        assertEquals(0, run.exitCode());
    }

    @Test
    void aFileOfThatNameIsGivenWithItsDirectory() {
        assertEquals(1, Cli.PLAIN.run("./diff", "-o", "new.tar").requests().size());
    }

    @Test
    void jsonHasAFixedLayout() {
        String json = diff(before, after, "--json").out();
        String differences = json.substring(json.indexOf("  \"paths\""), json.indexOf("  \"elapsedMillis\""));
        assertEquals("""
              "paths": 5,
              "files": [
                {
                  "path": "/t/a",
                  "change": "changed",
                  "attributes": [
                    {
                      "attribute": "mode",
                      "name": "",
                      "before": "0644",
                      "after": "0755"
                    }
                  ]
                },
                {
                  "path": "/t/gone",
                  "change": "removed",
                  "type": "file",
                  "size": 3
                },
                {
                  "path": "/t/new",
                  "change": "added",
                  "type": "file",
                  "size": 2
                }
              ],
              "config": [
                {
                  "key": "/config/User",
                  "before": "",
                  "after": "\\"me\\""
                }
              ],
            """, differences);
    }

    @Test
    void everyKeyOfTheJsonIsDocumented() throws IOException {
        String document = Files.readString(Path.of("../docs/json-diff.md"));
        JsonNode report =
                new ObjectMapper().readTree(diff(before, after, "--json").out());
        List<JsonNode> objects = new ArrayList<>(List.of(
                report,
                report.get("before"),
                report.get("before").get("image"),
                report.get("files").get(0).get("attributes").get(0),
                report.get("config").get(0)));
        report.get("files").forEach(objects::add);
        Set<String> undocumented = new TreeSet<>();
        objects.forEach(object -> object.fieldNames().forEachRemaining(undocumented::add));
        undocumented.removeIf(key -> document.contains("| `" + key + "` |"));
        assertEquals(Set.of(), undocumented);
    }
}
