// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.json.JsonSchemas;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code squash fleet plan} shows, writes and refuses. */
class FleetPlanCommandTest {
    @TempDir
    Path directory;

    private FakeRegistry registry;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
        registry.hold("app", "1", ArchiveDialect.PODMAN_OCI, image().layer(layer().file("a", "A")));
        registry.hold("app", "2", ArchiveDialect.PODMAN_OCI, image().layer(layer().file("a", "B".repeat(9_000))));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private String policy(String more) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), """
                groups:
                  - name: web
                    repositories: [REG/app]
                    target: "{repository}-small:{tag}"
                """.replace("REG", registry.domain()) + more)
                .toString();
    }

    @Test
    void showsTheImagesAndWritesNothing() throws IOException {
        CliRun run = Cli.PLAIN.run("fleet", "plan", policy(""));
        assertEquals(0, run.exitCode(), run.err());
        String small = " -> " + registry.name("app-small:");
        assertEquals(
                List.of(
                        "SIZE LAYERS DONE IMAGE",
                        "106 B 1 no " + registry.name("app:2") + small + "2",
                        "84 B 1 no " + registry.name("app:1") + small + "1",
                        "",
                        "2 images to squash, 0 done, 0 skipped",
                        "190 B in their layers, 190 B without repeated ones",
                        "each image at a time needs up to about 424 B of temporary disk space and 268 MB of memory",
                        "layers that several images have need up to about 0 B more, and at most what --cache says"),
                run.out()
                        .lines()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .toList());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void eachLineOfThePlanIsValid() throws IOException {
        registry.holdManifest("app", "bad", "any", "{}".getBytes(StandardCharsets.UTF_8));
        Path plan = directory.resolve("plan.jsonl");
        CliRun run = Cli.PLAIN.run("fleet", "plan", "-q", policy(""), "-o", plan.toString());
        assertEquals("", run.out() + run.err());
        List<String> lines = Files.readAllLines(plan);
        assertEquals(4, lines.size());
        lines.forEach(line -> assertEquals(List.of(), JsonSchemas.violations("fleet-plan", line), line));
        assertFalse(JsonSchemas.violations("fleet-plan", lines.get(1).replace("\"done\"", "\"made\""))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dropp: caches        | unknown option: '--dropp'; did you mean --drop?
        drop: cachess        | --drop: there is no set "cachess"; the sets are
        output: x            | --output cannot be an option of a policy
        rules: mine.txt      | --rules cannot be an option of a policy, because it names a file of this machine
        level: 3             | --level requires --compression, because the range depends on it
        keep-base: true      | missing required parameter for option '--keep-base'
        """)
    void optionsAreThoseOfSquash(String option, String message) throws IOException {
        String refusal = Cli.PLAIN
                .run("fleet", "plan", policy("    options: {" + option + "}\n"))
                .refusal(2);
        String beginning = "squash: " + directory.resolve("policy.yaml") + ": group \"web\": ";
        assertTrue(refusal.startsWith(beginning + message), refusal);
    }

    @Test
    void aWrongPolicyIsNamedByFileAndLine() throws IOException {
        assertEquals(
                "squash: " + directory.resolve("policy.yaml") + ": line 5: unknown key \"tag\"; did you mean tags?",
                Cli.PLAIN.run("fleet", "plan", policy("    tag: x\n")).refusal(2));
        assertTrue(Cli.PLAIN.run("fleet", "plan", "none.yaml").refusal(2).contains("none.yaml"));
    }

    @Test
    void aRegistryThatIsGoneIsNamedAndNoPlanIsWritten() throws IOException {
        registry.close();
        Path plan = directory.resolve("plan.jsonl");
        String refusal = Cli.PLAIN
                .run("fleet", "plan", policy(""), "-o", plan.toString())
                .refusal(1);
        assertTrue(refusal.contains("docker://" + registry.domain() + "/app"), refusal);
        assertFalse(Files.exists(plan));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fleet            | a command is missing: plan
        fleet plam x     | there is no command 'fleet plam'; did you mean squash fleet plan?
        help fleet plam  | there is no command 'fleet plam'; did you mean squash help fleet plan?
        fleet plan       | missing required parameter: 'POLICY'
        fleet plan a b   | one POLICY is expected, found also 'b'
        """)
    void commandsAreNamed(String arguments, String message) {
        String refusal = Cli.PLAIN.run(arguments.split(" ")).refusal(2);
        assertTrue(refusal.startsWith("squash: " + message), refusal);
    }
}
