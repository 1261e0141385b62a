// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of a registry gets another base of a registry: each layer comes once, and goes only where it is not yet. */
class RebaseRegistryTest {
    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();

    @BeforeEach
    void hold() {
        registry.hold("base", "1", ArchiveDialect.BUILDX_DOCKER, base("1"));
        registry.hold("base", "2", ArchiveDialect.BUILDX_DOCKER, base("2"));
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(own()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static ImageBuilder base(String version) {
        return image("base:" + version)
                .layer(layer().dir("lib/").file("lib/common", "C"), Compression.GZIP)
                .layer(layer().dir("lib/").file("lib/" + version, version), Compression.GZIP);
    }

    private static LayerBuilder own() {
        return layer().dir("opt/").file("opt/app", "A");
    }

    private static ImageBuilder app(LayerBuilder own) {
        return base("1").layer(own, Compression.GZIP);
    }

    private BaseImage base(FakeRegistry holder, String name) {
        return new BaseImage(name, new RegistryRuns(holder, directory).source(name), WantedImage.ONLY);
    }

    private void rebase(String image, Destination destination) throws IOException {
        RegistryRuns runs = new RegistryRuns(registry, directory);
        RebaseRequest request = RebaseRequest.of(
                        runs.source(image),
                        destination,
                        new OldBase.Named(base(registry, "base:1")),
                        base(registry, "base:2"))
                .withSettings(settings -> settings.withTemporaryDirectory(directory));
        Rebase.run(request, ProgressListener.NONE);
    }

    /** The layers of old base, new base and image, each once, base first. */
    private static List<String> digests() {
        List<byte[]> blobs = List.of(
                base("1").layers().get(0).stored(),
                base("1").layers().get(1).stored(),
                base("2").layers().get(1).stored(),
                app(own()).layers().get(2).stored());
        return blobs.stream().map(Blobs::digest).toList();
    }

    private void assertDownloadedOnce() {
        for (String digest : digests()) {
            long heads = digests().indexOf(digest) == 0 ? 2 : 1;
            assertEquals(
                    heads + 1,
                    registry.count("GET .*/blobs/" + digest),
                    "a look at the beginning for each image that has it, and once all of " + digest);
        }
    }

    @Test
    void inTheSameRepositoryTheNewBaseIsMounted() throws IOException {
        RegistryRuns runs = new RegistryRuns(registry, directory);
        rebase("app:1", runs.destination("app:2"));
        assertDownloadedOnce();
        String fresh = digests().get(2);
        assertEquals(1, registry.count("POST /v2/app/blobs/uploads/\\?mount=" + fresh + "&from=base"));
        assertEquals(1, registry.count("PUT .*/blobs/.*"), "the config alone");
    }

    @Test
    void inAnotherRepositoryEachLayerIsMountedFromWhereItIs() throws IOException {
        rebase("app:1", new RegistryRuns(registry, directory).destination("team/app:2"));
        assertEquals(1, registry.count("POST .*mount=" + digests().get(2) + "&from=base"));
        assertEquals(1, registry.count("POST .*mount=" + digests().get(3) + "&from=app"));
        assertEquals(1, registry.count("PUT .*/blobs/.*"), "the config alone");
    }

    @Test
    void anotherRegistryGetsWhatItLacks() throws IOException {
        try (FakeRegistry other = FakeRegistry.open()) {
            other.hold("app", "base", ArchiveDialect.BUILDX_DOCKER, base("2"));
            rebase("app:1", new RegistryRuns(other, directory).destination("app:2"));
            assertDownloadedOnce();
            assertEquals(2, other.count("PUT .*/blobs/.*"), "the config and the image's own layer");
            assertTrue(other.manifest("app", "2").isPresent());
        }
    }

    @Test
    void aLinkToWhatTheNewBaseLacksIsSaidToBeOne() {
        registry.hold("app", "link", ArchiveDialect.BUILDX_DOCKER, app(layer().hardLink("one", "lib/1")));
        RegistryRuns runs = new RegistryRuns(registry, directory);
        String message = assertThrows(UnmetRequestException.class, () -> rebase("app:link", runs.destination("app:2")))
                .getMessage();
        assertTrue(
                message.startsWith("base:2: lacks a path that the old base has and that a layer of the image needs: "),
                message);
        assertTrue(message.contains("hard link to \"lib/1\", which does not exist"), message);
    }
}
