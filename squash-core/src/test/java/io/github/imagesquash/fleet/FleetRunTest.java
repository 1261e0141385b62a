// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import static io.github.imagesquash.fixture.RegistryCall.damaged;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.Fleet;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run on a plan does, does again, and leaves alone. */
class FleetRunTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SMALL = "{repository}-small:{tag}";
    private static final int IMAGES = 6;

    @TempDir
    Path temporary;

    private FakeRegistry registry;
    private FleetScene scene;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
        scene = new FleetScene(registry, temporary);
        for (int i = 1; i <= IMAGES; i++) {
            scene.hold("app", "v" + i, "content " + i);
        }
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private JsonNode manifest(String path, String tag) throws IOException {
        return JSON.readTree(registry.manifest(path, tag).orElseThrow());
    }

    @Test
    void everyImageIsSquashedToItsTarget() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        FleetScene.Ran ran = scene.run(plan);
        assertTrue(ran.complete());
        assertEquals(IMAGES, ran.done());
        for (PlannedImage image : plan.images()) {
            JsonNode manifest = manifest("app-small", image.source().tag());
            assertEquals(1, manifest.get("layers").size());
            assertEquals(
                    image.digest().toString(),
                    manifest.at("/annotations/io.github.imagesquash.source.digest")
                            .asText());
        }
    }

    @Test
    void secondRunDoesNothing() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        scene.run(plan);
        long before = registry.log().size();
        FleetScene.Ran again = scene.run(plan);
        assertEquals(IMAGES, again.unchanged());
        List<String> requests =
                registry.log().subList((int) before, registry.log().size());
        assertEquals(
                List.of(),
                requests.stream()
                        .filter(line -> !line.matches("GET /v2/(app-small/manifests/.*)?"))
                        .toList());
        assertEquals(List.of(), scene.run(scene.plan("app", SMALL)).outcomes());
    }

    @Test
    void layerOfSeveralImagesIsFetchedOnce() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        assertEquals(IMAGES, scene.run(plan).done());
        assertFetchedOnce(plan);
    }

    @Test
    void layerOfRefusedImagesIsFetchedOnce() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        registry.always("PUT", ".*/blobs/uploads/.+", refusal(403, "DENIED", "read only"));
        assertEquals(IMAGES, scene.run(plan).failed().size());
        assertFetchedOnce(plan);
    }

    /** Its first bytes are also requested, by each worker. */
    private void assertFetchedOnce(FleetPlan plan) {
        Digest shared = plan.images().getFirst().layers().getFirst().digest();
        long requests = registry.count("GET /v2/app/blobs/" + shared);
        assertTrue(requests <= FleetScene.WORKERS + 1, requests + " requests for the shared layer");
    }

    @Test
    void shardsDivideThePlanAndGiveTheSameDigests() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        long done = 0;
        for (int i = 1; i <= 3; i++) {
            FleetScene.Ran ran = scene.run(plan, new ShardNumber(i, 3), 0);
            assertTrue(ran.done() > 0, "shard " + i + " has no image");
            done += ran.done();
        }
        assertEquals(IMAGES, done);
        FleetPlan other = scene.plan("app", "{repository}-other:{tag}");
        scene.run(other);
        for (int i = 1; i <= IMAGES; i++) {
            assertEquals(scene.digest("app-other", "v" + i), scene.digest("app-small", "v" + i));
        }
    }

    @Test
    void oldImageKeepsATagInPlace() throws IOException {
        FleetPlan plan = scene.plan("app", "in-place");
        Optional<Digest> old = scene.digest("app", "v1");
        assertEquals(IMAGES, scene.run(plan).done());
        assertEquals(old, scene.digest("app", "v1-before-squash"));
        assertEquals(1, manifest("app", "v1").get("layers").size());
        assertEquals(IMAGES, scene.run(plan).unchanged());
        assertTrue(scene.plan("app", "in-place").images().stream().allMatch(PlannedImage::done));
    }

    @Test
    void undoGivesTheNamesBack() throws IOException {
        FleetPlan plan = scene.plan("app", "in-place");
        Optional<Digest> first = scene.digest("app", "v1");
        scene.run(plan);
        scene.hold("app", "v2", "a newer image");
        Optional<Digest> newer = scene.digest("app", "v2");
        List<FleetUndo.Result> results = Fleet.undo(plan, FleetScene.ACCESS).stream()
                .map(FleetUndo.Undone::result)
                .toList();
        assertEquals(IMAGES - 1, Collections.frequency(results, FleetUndo.Result.RESTORED));
        assertEquals(1, Collections.frequency(results, FleetUndo.Result.MOVED));
        assertEquals(first, scene.digest("app", "v1"));
        assertEquals(newer, scene.digest("app", "v2"));
        assertTrue(Fleet.undo(plan, FleetScene.ACCESS).stream()
                .noneMatch(undone -> undone.result() == FleetUndo.Result.RESTORED));
    }

    @Test
    void tagThatWasMovedAfterThePlanIsLeftAlone() throws IOException {
        FleetPlan plan = scene.plan("app", "in-place");
        scene.hold("app", "v1", "a newer image");
        Optional<Digest> newer = scene.digest("app", "v1");
        FleetScene.Ran ran = scene.run(plan);
        assertEquals(IMAGES - 1, ran.done());
        ImageOutcome.Failed failed = ran.failed().getFirst();
        assertFalse(failed.mayPass());
        assertInstanceOf(MovedTagException.class, failed.cause());
        assertTrue(
                String.valueOf(failed.cause().getMessage())
                        .startsWith("docker://" + registry.name("app:v1") + ": expected "),
                failed.cause().getMessage());
        assertEquals(newer, scene.digest("app", "v1"));
        assertEquals(Optional.empty(), scene.digest("app", "v1-before-squash"));
    }

    @Test
    void tagThatMovesWhileItsImageIsSquashedIsLeftAlone() throws IOException {
        scene.hold("solo", "1", "old");
        FleetPlan plan = scene.plan("solo", "in-place");
        // Moves when the push begins.
        registry.when("POST", "/v2/solo/blobs/uploads/", 1, call -> {
            scene.hold("solo", "1", "pushed meanwhile");
            inOrder().react(call);
        });
        FleetScene.Ran ran = scene.run(plan);
        String reason = String.valueOf(ran.failed().getFirst().cause().getMessage());
        assertTrue(reason.startsWith("docker://" + registry.name("solo:1") + ": digest: expected "), reason);
        assertEquals(2, manifest("solo", "1").get("layers").size());
    }

    @Test
    void failedImageDoesNotStopTheOthers() throws IOException {
        registry.holdManifest("app", "v7", "any", registry.manifest("app", "v1").orElseThrow());
        FleetPlan plan = scene.plan("app", SMALL);
        Set<Digest> all = new HashSet<>();
        plan.images().forEach(image -> image.layers().forEach(layer -> all.add(layer.digest())));
        PlannedImage last = plan.images().getLast();
        registry.always("GET", "/v2/app/blobs/" + last.layers().getLast().digest(), damaged());
        FleetScene.Ran ran = scene.run(plan);
        assertEquals(plan.images().size(), ran.outcomes().size());
        assertTrue(ran.complete() && !ran.failed().isEmpty() && ran.done() > 0);
        ran.failed().forEach(failed -> {
            assertFalse(failed.mayPass());
            assertEquals(
                    Optional.empty(),
                    scene.digest("app-small", failed.image().source().tag()));
        });
    }

    @Test
    void runStopsAfterTooManyFailures() throws IOException {
        FleetPlan plan = scene.plan("app", SMALL);
        registry.always("POST", ".*/blobs/uploads/", refusal(403, "DENIED", "read only"));
        FleetScene.Ran ran = scene.run(plan, ShardNumber.WHOLE, 2);
        assertFalse(ran.complete());
        assertTrue(ran.failed().size() < IMAGES, ran.failed().size() + " failed");
        assertTrue(ran.failed().getFirst().mayPass());
    }

    @Test
    void allPlatformsOfAnIndexAreSquashedAndNoted() throws IOException {
        ImageBuilder arm = FleetScene.image("arm").platform("linux", "arm64");
        registry.hold("multi", "1", ArchiveDialect.BUILDX_OCI, arm);
        FleetPlan plan = scene.plan("multi", SMALL);
        assertEquals(1, scene.run(plan).done());
        assertEquals(1, scene.run(plan).unchanged());
    }

    @Test
    void noTemporaryFileIsLeft() throws IOException {
        scene.run(scene.plan("app", SMALL));
        assertEquals(0, Objects.requireNonNull(temporary.toFile().list()).length);
    }
}
