// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.Warning;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The layers are in the order of the config's diff IDs, whatever the manifest says. */
class LayerOrderTest {
    private static final String BASE = "base";
    private static final String TOP = "top";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", TOP));

    @Test
    @DisplayName("A04 Docker 25.0.0 shuffled the layers of its manifests; the config's diff IDs tell their order")
    void shuffledLayersAreOrderedByDiffId() throws IOException {
        SeenImage.Opened opened = SeenImage.open(ArchiveDialect.DOCKER_25_SHUFFLED.members(image));

        assertEquals(SeenImage.expected(image), opened.image());
        assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
    }

    @Test
    @DisplayName("A04 shuffled layers are ordered without manifest.json as well")
    void shuffledLayersAreOrderedWithoutManifestJson() throws IOException {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25_SHUFFLED.members(image).remove("manifest.json");

        SeenImage.Opened opened = SeenImage.open(archive);

        assertEquals(SeenImage.expected(image), opened.image());
        assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
    }

    @Test
    @DisplayName("A04 shuffled layers that are compressed are ordered as manifest.json has them")
    void compressedShuffledLayersAreOrderedByManifestJson() throws IOException {
        ImageBuilder compressed = image("app:1")
                .layer(layer().file("t", BASE), Compression.GZIP)
                .layer(layer().file("t", TOP), Compression.GZIP);
        ArchiveMembers archive =
                ArchiveDialect.BUILDX_DOCKER.members(compressed).editOciManifest(LayerOrderTest::withLayersReversed);

        SeenImage.Opened opened = SeenImage.open(archive);

        assertEquals(SeenImage.expected(compressed), opened.image());
        assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
    }

    private static String withLayersReversed(String manifest) {
        int start = manifest.indexOf("\"layers\":[") + 10;
        int end = manifest.indexOf("]", start);
        String[] layers = manifest.substring(start, end).split("(?<=}),");
        return manifest.substring(0, start) + layers[1] + "," + layers[0] + manifest.substring(end);
    }
}
