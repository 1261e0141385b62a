// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.json.JsonSchemas;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code squash fleet run} and {@code undo} print, and their exit codes. */
class FleetRunCommandTest {
    @TempDir
    Path directory;

    private FakeRegistry registry;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
        hold("1", "A");
        hold("2", "B");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private void hold(String tag, String content) {
        registry.hold(
                "app",
                tag,
                ArchiveDialect.PODMAN_OCI,
                image().layer(layer().file("a", "old".repeat(900)), Compression.GZIP)
                        .layer(layer().file("a", content), Compression.GZIP));
    }

    private String plan(String target, String options) throws IOException {
        Path policy =
                Files.writeString(directory.resolve("policy.yaml"), """
                groups:
                  - name: web
                    repositories: %s/app
                    target: "%s"
                    options: {%s}
                """.formatted(registry.domain(), target, options));
        String plan = directory.resolve("plan.jsonl").toString();
        CliRun run = Cli.PLAIN.run("fleet", "plan", "-q", policy.toString(), "-o", plan);
        assertEquals(0, run.exitCode(), run.err());
        return plan;
    }

    private static List<String> lines(CliRun run) {
        return run.out().lines().sorted().toList();
    }

    @Test
    void printsWhatBecameOfEachImage() throws IOException {
        String plan = plan("{repository}-small:{tag}", "");
        CliRun run = Cli.PLAIN.run("fleet", "run", plan);
        assertEquals(0, run.exitCode(), run.err());
        List<String> lines = lines(run);
        assertTrue(lines.get(0).startsWith("2 squashed, 0 done before, 0 failed; "), run.out());
        assertTrue(
                lines.get(1).matches("done: " + registry.name("app-small:1") + ": .* -> .* % smaller, .* s"),
                run.out());
        assertTrue(Cli.PLAIN.run("fleet", "run", plan).out().endsWith("0 squashed, 2 done before, 0 failed\n"));
    }

    @Test
    void eachLineOfJsonIsValid() throws IOException {
        CliRun run = Cli.PLAIN.run("fleet", "run", "--json", plan("{repository}-small:{tag}", ""));
        assertEquals(2, run.out().lines().count());
        run.out().lines().forEach(line -> assertEquals(List.of(), JsonSchemas.violations("fleet-outcome", line), line));
    }

    @Test
    void refusedImagesHaveAnExitCodeOfTheirOwn() throws IOException {
        CliRun run = Cli.PLAIN.run("fleet", "run", plan("{repository}-small:{tag}", "fail-if: 'lost>1'"));
        assertEquals(8, run.exitCode(), run.err());
        assertTrue(run.err().contains("refused: " + registry.name("app:1") + ": "), run.err());
    }

    @Test
    void failuresThatMayPassEndWithOne() throws IOException {
        String plan = plan("{repository}-small:{tag}", "");
        registry.always("POST", ".*/uploads/", refusal(403, "DENIED", "read only"));
        CliRun run = Cli.PLAIN.run("fleet", "run", "--max-failures", "0", "--workers", "1", plan);
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("failed: " + registry.name("app:1"))
                || run.err().contains(registry.name("app:2")));
        assertTrue(run.err().contains("squash: stopped after 1 failed image"), run.err());
    }

    @Test
    void reportSaysWhatIsDoneWhatFailedAndWhatToDo() throws IOException {
        String plan = plan("{repository}-small:{tag}", "fail-if: 'lost>1'");
        Path results = directory.resolve("results.jsonl");
        Files.writeString(results, Cli.PLAIN.run("fleet", "run", "--json", plan).out());
        CliRun failed = Cli.PLAIN.run("fleet", "report", plan, results.toString());
        assertTrue(failed.out().contains("failed: " + registry.name("app:1") + ": "), failed.out());
        assertTrue(
                failed.out().contains("\n0 of 2 images done, 0 open, 0 interrupted, 2 failed, 0 skipped\n"),
                failed.out());
        plan = plan("{repository}-small:{tag}", "");
        CliRun open = Cli.PLAIN.run("fleet", "report", plan);
        assertTrue(
                open.out().endsWith("squash fleet run " + plan + " squashes the 2 images that are left\n"), open.out());
        Cli.PLAIN.run("fleet", "run", plan);
        Path page = directory.resolve("page.html");
        CliRun done = Cli.PLAIN.run("fleet", "report", plan, "--html", page.toString());
        assertTrue(done.out().contains("\n2 of 2 images done, 0 open,"), done.out());
        assertTrue(Files.readString(page).contains("<td>" + registry.name("app-small:2") + "</td>"));
        assertTrue(Cli.PLAIN.run("fleet", "report", "--json", plan).out().contains("\"state\": \"done\""));
    }

    @Test
    void reportSaysThatImagesShareFewerLayers() throws IOException {
        byte[] base = new byte[50_000];
        new Random(1).nextBytes(base);
        for (String tag : List.of("1", "2")) {
            registry.hold(
                    "app",
                    tag,
                    ArchiveDialect.PODMAN_OCI,
                    image().layer(layer().file("base", base), Compression.GZIP)
                            .layer(layer().file("own", tag), Compression.GZIP));
        }
        String plan = plan("{repository}-small:{tag}", "");
        Cli.PLAIN.run("fleet", "run", plan);
        String report = Cli.PLAIN.run("fleet", "report", plan).out();
        assertTrue(report.contains("so the registry stores more: keep-base in the options of a group"), report);
    }

    @Test
    void undoNamesWhatItRestored() throws IOException {
        String plan = plan("in-place", "");
        Cli.PLAIN.run("fleet", "run", plan);
        CliRun undo = Cli.PLAIN.run("fleet", "undo", plan);
        assertEquals(
                List.of(
                        "2 restored, 0 not squashed, 0 left alone",
                        "restored: " + registry.name("app:1"),
                        "restored: " + registry.name("app:2")),
                lines(undo));
        assertTrue(Cli.PLAIN
                .run("fleet", "undo", plan("{repository}-small:{tag}", ""))
                .refusal(2)
                .contains("no image is squashed in place"));
    }

    @Test
    void planThatIsNoneIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "{}\n");
        assertEquals(
                "squash: " + file + ": line 1: not a plan of squash fleet plan",
                Cli.PLAIN.run("fleet", "run", file.toString()).refusal(1));
        assertEquals(
                "squash: --shard: \"2\" is neither I/N, such as 3/10, nor auto",
                Cli.PLAIN.run("fleet", "run", "--shard", "2", file.toString()).refusal(2));
    }
}
