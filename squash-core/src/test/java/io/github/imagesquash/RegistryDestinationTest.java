// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.RegistryRuns.app;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a registry that takes a squashed image, and in which order. */
class RegistryDestinationTest {
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

    private JsonNode pushedLayer(String path, String tag) throws IOException {
        JsonNode layers =
                JSON.readTree(registry.manifest(path, tag).orElseThrow()).get("layers");
        assertEquals(1, layers.size());
        return layers.get(0);
    }

    private List<String> pushedTree(String path, String tag) throws IOException {
        byte[] blob = registry.blob(path, pushedLayer(path, tag).get("digest").asText())
                .orElseThrow();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(blob))) {
            return LayerListing.ofTar(in.readAllBytes());
        }
    }

    @Test
    void resultIsPushedUnderItsTag() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        SquashReport report = runs.squash("app:1", "app:small");
        assertEquals(List.of("t/", "t/a=new"), pushedTree("app", "small"));
        assertEquals(List.of(registry.name("app:small")), report.tags());
        assertTrue(registry.manifest("app", report.after().manifestDigest().orElseThrow())
                .isEmpty());
    }

    @Test
    void plainLayersBecomeGzipOnTheWayToARegistry() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.NONE));
        runs.squash("app:1", "app:small");
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar+gzip",
                pushedLayer("app", "small").get("mediaType").asText());
    }

    @Test
    void archiveIsPushedAndPulledBackTheSame() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(app(Compression.NONE), directory);
        runs.run(new Source.Archive(archive), runs.destination("app:small"));
        assertEquals(runs.toArchive(new Source.Archive(archive)), runs.toArchive(runs.source("app:small")));
    }

    @Test
    void everyNameIsPushedAndOtherRepositoriesMount() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        runs.squash("app:1", "app:small", "app:other", "mirror/app:small");
        for (String name : List.of("app small", "app other", "mirror/app small")) {
            assertEquals(List.of("t/", "t/a=new"), pushedTree(name.split(" ")[0], name.split(" ")[1]));
        }
        assertEquals(2, registry.count("POST /v2/mirror/app/blobs/uploads/\\?mount=.*&from=app"));
        assertEquals(2, registry.count("PUT .*/blobs/.*"));
    }

    @Test
    void layerThatIsTheSameAsBeforeIsMountedFromTheSource() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        runs.squash("app:1", "app:small");
        long uploads = registry.count("PUT .*/blobs/.*");
        runs.squash("app:small", "copy:small");
        assertEquals(List.of("t/", "t/a=new"), pushedTree("copy", "small"));
        assertEquals(uploads + 1, registry.count("PUT .*/blobs/.*"), "the config alone is another");
    }

    @Test
    @DisplayName("what the repository holds already is told before it is pushed, and in a dry run")
    void layersToPushAreTold() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        SquashReport first = runs.squash("app:1", "app:small");
        assertEquals(first.after().storedBytes(), first.bytesToPush());
        assertEquals(first.after().storedBytes(), first.newBytes());
        SquashReport again = Squash.run(
                        SquashRequest.of(runs.source("app:1"), runs.destination("app:other"))
                                .withSafeguards(new Safeguards(true, Safeguards.Largest.ANY, List.of())),
                        ProgressListener.NONE)
                .only();
        assertEquals(0, again.bytesToPush());
        assertEquals(first.after().storedBytes(), again.newBytes());
        assertTrue(registry.manifest("app", "other").isEmpty());
        assertEquals(0, runs.squash("app:small", "app:same").newBytes(), "the source's own layer");
        assertTrue(runs.squash("app:1", "app:small", "other:small").bytesToPush() > 0, "one of two lacks it");
    }

    @Test
    void tagsComeLast() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        runs.squash("app:1", "app:small", "mirror/app:small");
        List<String> tail =
                registry.log().subList(registry.log().size() - 2, registry.log().size());
        assertEquals(List.of("PUT /v2/app/manifests/small", "PUT /v2/mirror/app/manifests/small"), tail);
    }

    @Test
    void nothingIsTaggedWhenABlobCannotBePushed() {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        registry.when("PUT", "/v2/mirror/app/blobs/uploads/.*", 9, refusal(507, "UNKNOWN", "no space left on device"))
                .when(
                        "POST",
                        "/v2/mirror/app/blobs/uploads/",
                        9,
                        call -> call.with("Location", "/v2/mirror/app/blobs/uploads/9")
                                .send(202, new byte[0]));
        String message = runs.failure("app:1", "app:small", "mirror/app:small");
        assertTrue(message.endsWith("507 UNKNOWN: no space left on device"), message);
        assertTrue(registry.manifest("app", "small").isEmpty());
        assertTrue(registry.manifest("mirror/app", "small").isEmpty());
    }

    @Test
    void registryThatCannotBePushedToIsKnownBeforeAnythingIsRead() {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        registry.when("POST", ".*/uploads/", 1, refusal(403, "DENIED", "read only"));
        runs.failure("app:1", "app:small");
        assertEquals(0, registry.count("GET .*/(blobs|manifests)/.*"));
    }

    @Test
    void progressTellsDownloadAndPush() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.GZIP));
        List<ProgressListener.Event> events = Collections.synchronizedList(new ArrayList<>());
        SquashReport report = Squash.run(
                        SquashRequest.of(runs.source("app:1"), runs.destination("app:small")), events::add)
                .only();
        assertEquals(report.before().storedBytes(), advanced(events, ProgressListener.Stage.DOWNLOAD));
        assertTrue(
                advanced(events, ProgressListener.Stage.PUSH) > report.after().storedBytes());
    }

    private static long advanced(List<ProgressListener.Event> events, ProgressListener.Stage stage) {
        return events.stream()
                .map(event -> event instanceof ProgressListener.Advanced advanced && advanced.stage() == stage
                        ? advanced.bytes()
                        : 0L)
                .reduce(0L, Long::sum);
    }
}
