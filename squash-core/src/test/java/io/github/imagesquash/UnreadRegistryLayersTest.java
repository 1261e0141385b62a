// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.RegistryCall.withoutMounts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept base that is not read crosses no wire that it need not cross. */
class UnreadRegistryLayersTest {
    private static final LayerBuilder BASE = layer().dir("t/").file("t/a", "A".repeat(200_000));
    private static final LayerBuilder UPPER = layer().dir("t/").file("t/b", "B");

    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();
    private RegistryRuns runs;

    @BeforeEach
    void holdImage() {
        runs = new RegistryRuns(registry, directory);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(UPPER));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static ImageBuilder app(LayerBuilder upper) {
        return image("app:1").layer(BASE, Compression.GZIP).layer(upper, Compression.GZIP);
    }

    private static String base() {
        return Blobs.digest(app(UPPER).layers().getFirst().stored());
    }

    private void squash(Source source, Destination destination) throws IOException {
        Squash.run(
                SquashRequest.of(source, destination)
                        .withLayers(new LayerChoice.Upper(1))
                        .withSettings(settings -> settings.withTemporaryDirectory(directory)),
                ProgressListener.NONE);
    }

    private long uploads(String path) {
        return registry.count("PUT /v2/" + path + "/blobs/uploads/.*digest=" + base().replace(":", "(:|%3A)"));
    }

    private List<String> layers(FakeRegistry holder, String path, String tag) throws IOException {
        return new JsonMapper()
                .readTree(holder.manifest(path, tag).orElseThrow())
                .get("layers")
                .findValuesAsText("digest");
    }

    @Test
    void inTheSameRepositoryTheBaseStaysWhereItIs() throws IOException {
        squash(runs.source("app:1"), runs.destination("app:small"));
        assertEquals(base(), layers(registry, "app", "small").getFirst());
        assertEquals(List.of(1L, 0L), List.of(registry.count("GET .*/blobs/" + base()), uploads("app")));
    }

    @Test
    void anotherRepositoryOfTheRegistryMountsTheBase() throws IOException {
        squash(runs.source("app:1"), runs.destination("team/app:small"));
        assertEquals(1, registry.count("POST /v2/team/app/blobs/uploads/\\?mount=" + base() + "&from=app"));
        assertTrue(registry.blob("team/app", base()).isPresent());
        assertEquals(List.of(1L, 0L), List.of(registry.count("GET .*/blobs/" + base()), uploads("team/app")));
    }

    @Test
    void aRegistryThatDoesNotMountGetsTheBaseAllTheSame() throws IOException {
        registry.when("POST", "/v2/team/app/blobs/uploads/", 9, withoutMounts());
        squash(runs.source("app:1"), runs.destination("team/app:small"));
        assertTrue(registry.blob("team/app", base()).isPresent());
        assertEquals(2, registry.count("GET .*/blobs/" + base()), "its beginning, and then all of it, once");
    }

    @Test
    void anotherRegistryThatHasTheBaseGetsTheNewLayerAlone() throws IOException {
        try (FakeRegistry other = FakeRegistry.open()) {
            other.holdBlob("app", app(UPPER).layers().getFirst().stored());
            squash(runs.source("app:1"), new RegistryRuns(other, directory).destination("app:small"));
            assertEquals(base(), layers(other, "app", "small").getFirst());
            assertEquals(1, registry.count("GET .*/blobs/" + base()));
        }
    }

    @Test
    void anotherRegistryGetsTheBaseOnce() throws IOException {
        try (FakeRegistry other = FakeRegistry.open()) {
            RegistryRuns there = new RegistryRuns(other, directory);
            squash(runs.source("app:1"), there.destination("app:small", "copy:small"));
            assertArrayEquals(
                    app(UPPER).layers().getFirst().stored(),
                    other.blob("copy", base()).orElseThrow());
            assertEquals(2, registry.count("GET .*/blobs/" + base()), "its beginning, and then all of it, once");
        }
    }

    @Test
    void anArchiveGetsTheBaseOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        squash(runs.source("app:1"), new Destination.Stream(out));
        WrittenArchive written = WrittenArchive.of(out.toByteArray());
        assertArrayEquals(
                app(UPPER).layers().getFirst().stored(),
                written.blob(written.manifest().at("/layers/0")));
        assertEquals(2, registry.count("GET .*/blobs/" + base()), "its beginning, and then all of it, once");
    }

    @Test
    void aBaseThatIsNeededIsDownloadedOnce() throws IOException {
        registry.hold("app", "2", ArchiveDialect.BUILDX_DOCKER, app(layer().whiteout("t/a")));
        squash(runs.source("app:2"), runs.destination("team/app:small"));
        assertEquals(2, registry.count("GET .*/blobs/" + base()), "its beginning, and then all of it, once");
    }

    @Test
    void aBaseThatMayNotBeGivenAwayIsNeverAskedFor() throws IOException {
        String manifest = new String(registry.manifest("app", "1").orElseThrow(), StandardCharsets.UTF_8)
                .replaceFirst("rootfs.diff.tar", "rootfs.foreign.diff.tar")
                .replaceFirst("(\"layers\":\\[\\{)", "$1\"urls\":[\"https://example.org/base\"],")
                .replaceFirst(base(), "sha256:" + "0".repeat(64));
        registry.holdManifest(
                "app",
                "foreign",
                "application/vnd.docker.distribution.manifest.v2+json",
                manifest.getBytes(StandardCharsets.UTF_8));
        squash(runs.source("app:foreign"), runs.destination("team/app:small"));
        String pushed = new String(registry.manifest("team/app", "small").orElseThrow(), StandardCharsets.UTF_8);
        assertTrue(pushed.contains("nondistributable.v1.tar+gzip"), pushed);
        assertTrue(pushed.contains("\"urls\":[\"https://example.org/base\"]"), pushed);
        String message = assertThrows(
                        IOException.class,
                        () -> squash(runs.source("app:foreign"), new Destination.Stream(new ByteArrayOutputStream())))
                .getMessage();
        assertTrue(
                message.endsWith("it can be kept in oci:, dir: and docker://, where its descriptor is enough"),
                message);
    }
}
