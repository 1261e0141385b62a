// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one worker fetches, and what is left in the registry when a disk is full or the registry goes away. */
class FleetRunIT {
    private static final int IMAGES = 6;
    private static final double MOST_FETCHED = 1.05;

    @TempDir
    Path directory;

    private RegistryServer registry;
    private FleetImages images;

    @BeforeEach
    void fill() throws IOException {
        registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")));
        images = FleetImages.in(directory, registry, IMAGES);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /** A plan by another name of the registry. */
    private Path plan(String repository, String target) throws IOException {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), """
                groups:
                  - {name: all, repositories: "%s", tags: v*, target: "%s"}
                """.formatted(repository, target));
        Path plan = directory.resolve("plan.jsonl");
        Launcher.squash("fleet", "plan", "-q", policy.toString(), "-o", plan.toString())
                .output();
        return plan;
    }

    /** Everything that the registry sends is counted, requests for manifests and answers to uploads as well. */
    @Test
    void aLayerThatSeveralImagesHaveIsFetchedOnce() throws IOException {
        try (CountingProxy proxy = new CountingProxy(registry.port())) {
            Path plan = plan(proxy.name("app"), "{repository}-small:{tag}");
            long distinct = new JsonMapper()
                    .readTree(Files.readAllLines(plan).getFirst())
                    .get("distinctBytes")
                    .asLong();
            proxy.takeReceived();
            Launcher.squash("fleet", "run", plan.toString(), "--workers", "1").output();
            long received = proxy.takeReceived();
            assertTrue(received <= MOST_FETCHED * distinct, received + " bytes for " + distinct);
            images.assertAllDone("app-small");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "5m"})
    void fullDiskLeavesNothingThatIsNotWhole(String size) throws IOException {
        Path plan = images.plan("app", "in-place");
        Map<String, String> before = images.digests("app");
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        try (Tmpfs _ = Tmpfs.mount(temporary, "size=" + size)) {
            Program.Outcome outcome = Launcher.squash(
                            "fleet", "run", "-q", plan.toString(), "--temp-dir", temporary.toString())
                    .run();
            assertEquals(1, outcome.exitCode());
            String reason =
                    "temporary files in " + temporary + ": the disk is full; --temp-dir chooses another directory";
            outcome.errors()
                    .lines()
                    .filter(line -> !line.startsWith("squash: "))
                    .forEach(line -> {
                        assertTrue(line.startsWith("failed: " + registry.name("app:v")), line);
                        assertTrue(line.endsWith(": " + reason), line);
                    });
        }
        images.assertDoneOrUntouched("app", before);
        Launcher.squash("fleet", "run", "-q", plan.toString()).output();
        images.assertAllDone("app");
    }

    @Test
    void registryThatGoesAwayHasOnlyWholeImages() throws IOException {
        Map<String, String> before = images.digests("app");
        Program.Outcome outcome = runUntilTheRegistryGoes(before);
        assertEquals(1, outcome.exitCode());
        outcome.errors()
                .lines()
                .forEach(line -> assertTrue(
                        line.matches(
                                "failed: .*: no connection: .*|failed: .*: connection lost: .*|squash: stopped after .*"),
                        line));
        images.assertDoneOrUntouched("app", before);
        Launcher.squash("fleet", "run", "-q", images.plan("app", "in-place").toString())
                .output();
        images.assertAllDone("app");
        assertTrue(Set.copyOf(images.digests("app").values()).containsAll(before.values()), "old images keep a tag");
    }

    /** A run that loses the registry as soon as one image is done. */
    private Program.Outcome runUntilTheRegistryGoes(Map<String, String> before) throws IOException {
        BadLine line = BadLine.slow(registry.port(), 1);
        Path plan = plan("localhost:" + line.port() + "/app", "in-place");
        try (RunningProgram run = Launcher.squash("fleet", "run", "-q", "--max-failures", "1", plan.toString())
                .start()) {
            try (line) {
                while (isUntouched(before) && run.isRunning()) {
                    pause();
                }
            }
            return run.await();
        }
    }

    private boolean isUntouched(Map<String, String> before) throws IOException {
        Map<String, String> now = images.digests("app");
        now.keySet().retainAll(before.keySet());
        return now.equals(before);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
