// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.RegistryRuns.app;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.RegistryCall.cutAfter;
import static io.github.imagesquash.fixture.RegistryCall.damaged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of a registry whose image is squashed, and what is made of its answers. */
class RegistrySourceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();
    private RegistryRuns runs;

    @BeforeEach
    void registryRuns() {
        runs = new RegistryRuns(registry, directory);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void layersOfEachCompressionAreRead(Compression compression) throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(compression));
        assertEquals(List.of("t/", "t/a=new"), runs.toArchive(runs.source("app:1")));
    }

    @ParameterizedTest
    @EnumSource(
            value = ArchiveDialect.class,
            names = {"BUILDX_OCI", "BUILDX_DOCKER", "CONTAINERD_STORE"})
    void manifestsAndIndexesOfBothFamiliesAreRead(ArchiveDialect dialect) throws IOException {
        registry.hold("app", "1", dialect, app(Compression.GZIP));
        assertEquals(List.of("t/", "t/a=new"), runs.toArchive(runs.source("app:1")));
    }

    @Test
    void keptLayersComeOnceAndAreNotSentWhereTheyAre() throws IOException {
        ImageBuilder image = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, image);
        String base = Blobs.digest(image.layers().getFirst().stored());
        Squash.run(
                SquashRequest.of(runs.source("app:1"), runs.destination("app:small"))
                        .withLayers(new LayerChoice.Upper(1))
                        .withSettings(settings -> settings.withTemporaryDirectory(directory)),
                ProgressListener.NONE);
        JsonNode layers =
                JSON.readTree(registry.manifest("app", "small").orElseThrow()).get("layers");
        assertEquals(2, layers.size());
        assertEquals(base, layers.get(0).get("digest").asText());
        List<String> calls =
                registry.log().stream().filter(call -> call.contains(base)).toList();
        assertEquals(
                2,
                calls.stream().filter(call -> call.startsWith("GET")).count(),
                () -> "once for its first bytes, once for all: " + calls);
        assertTrue(calls.stream().noneMatch(call -> call.matches("(PUT|PATCH|POST).*")), calls::toString);
    }

    @Test
    void platformIsChosenWithoutReadingTheOthers() throws IOException {
        registry.hold("app", "1", ArchiveDialect.CONTAINERD_STORE, app(Compression.GZIP));
        SquashRequest request = SquashRequest.of(runs.source("app:1"), runs.destination("app:small"))
                .withSelection(new Selection.OneImage(WantedImage.ONLY.on(Platform.parse("linux/amd64"))));
        Squash.run(request, ProgressListener.NONE);
        assertEquals(1, registry.count("GET /v2/app/manifests/sha256:.*"));
    }

    @Test
    void layerThatIsCutOffIsResumed() throws IOException {
        ImageBuilder app = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app);
        String digest = Blobs.digest(app.layers().getFirst().stored());
        // The first request is for the layer's beginning alone, which is shorter.
        registry.when("GET", ".*/blobs/" + digest, 3, cutAfter(20));
        assertEquals(List.of("t/", "t/a=new"), runs.toArchive(runs.source("app:1")));
        assertEquals(4, registry.count("GET .*/blobs/" + digest));
    }

    @Test
    void damagedLayerIsNamed() {
        ImageBuilder app = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app);
        String digest = Blobs.digest(app.layers().getFirst().stored());
        registry.when("GET", ".*/blobs/" + digest, 1, call -> cutAfter(99_999).react(call))
                .when("GET", ".*/blobs/" + digest, 1, damaged());
        String message = runs.failure("app:1", "app:small");
        assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": layer 1 of 2 ("), message);
        assertTrue(message.contains("digest of the blob: expected " + digest + ", found sha256:"), message);
        assertTrue(registry.manifest("app", "small").isEmpty());
    }

    @Test
    void foreignLayerThatTheRegistryDoesNotHoldIsRefusedByName() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.GZIP));
        String manifest = new String(registry.manifest("app", "1").orElseThrow(), StandardCharsets.UTF_8);
        String foreign = manifest.replaceFirst("image.rootfs.diff.tar", "image.rootfs.foreign.diff.tar")
                .replaceFirst("(foreign.diff.tar.gzip\",\"digest\":\"sha256:)[0-9a-f]{8}", "$100000000");
        registry.holdManifest(
                "app",
                "2",
                "application/vnd.docker.distribution.manifest.v2+json",
                foreign.getBytes(StandardCharsets.UTF_8));
        String message = runs.failure("app:2", "app:small");
        assertTrue(message.contains("it is a foreign layer (application/vnd.docker.image.rootfs.foreign"), message);
    }
}
