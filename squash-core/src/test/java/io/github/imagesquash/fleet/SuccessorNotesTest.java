// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.RegistryReferrers;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the digest of an old image finds the new one in registries that list referrers. */
class SuccessorNotesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temporary;

    private FakeRegistry registry;
    private FleetScene scene;
    private Digest old;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
        scene = new FleetScene(registry, temporary);
        scene.hold("app", "1", "content");
        old = scene.digest("app", "1").orElseThrow();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private JsonNode referrers() throws IOException, InterruptedException {
        URI list = URI.create("http://" + registry.domain() + "/v2/app/referrers/" + old);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                            .body())
                    .path("manifests");
        }
    }

    @Test
    void oldImageIsReferredToByANoteThatNamesTheNewOne() throws Exception {
        RegistryReferrers.listedBy(registry);
        FleetPlan plan = scene.plan("app", "in-place");
        assertEquals(1, scene.run(plan).done());
        JsonNode note = referrers().get(0);
        assertEquals(SuccessorNotes.ARTIFACT_TYPE, note.get("artifactType").asText());
        assertEquals(
                scene.digest("app", "1").orElseThrow().toString(),
                note.at("/annotations/io.github.imagesquash.squashed.digest").asText());
        assertEquals(
                plan.groups().getFirst().optionsDigest().toString(),
                note.at("/annotations/io.github.imagesquash.options.digest").asText());
    }

    @Test
    void secondRunAddsNoNote() throws Exception {
        RegistryReferrers.listedBy(registry);
        FleetPlan plan = scene.plan("app", "in-place");
        scene.run(plan);
        long before = registry.count("PUT .*");
        assertEquals(1, scene.run(plan).unchanged());
        assertEquals(before, registry.count("PUT .*"));
        assertEquals(1, referrers().size());
    }

    @Test
    void noteThatAKilledWorkerDidNotWriteIsAdded() throws Exception {
        FleetPlan plan = scene.plan("app", "in-place");
        scene.run(plan);
        RegistryReferrers.listedBy(registry);
        assertEquals(1, scene.run(plan).unchanged());
        assertEquals(1, referrers().size());
    }

    @Test
    void registryWithoutReferrersGetsNoNote() throws Exception {
        scene.hold("app", "2", "other");
        assertEquals(2, scene.run(scene.plan("app", "in-place")).done());
        assertEquals(0, registry.count("PUT .*/manifests/sha256:.*"));
    }

    @Test
    void imageIsDoneThoughTheRegistryRefusesItsNote() throws Exception {
        RegistryReferrers.listedBy(registry);
        registry.always("PUT", ".*/manifests/sha256:.*", refusal(400, "MANIFEST_INVALID", "no artifacts"));
        assertEquals(1, scene.run(scene.plan("app", "in-place")).done());
    }

    @Test
    void imageWithANameOfItsOwnNeedsNone() throws Exception {
        RegistryReferrers.listedBy(registry);
        assertEquals(1, scene.run(scene.plan("app", "{repository}-small:{tag}")).done());
        assertEquals(0, registry.count("GET .*/referrers/.*"));
    }
}
