// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many layers an image has, which step made each, and what is said if one is not there. */
class LayerStackTest {
    private static final String BASE = "base";
    private static final String TOP = "top";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", TOP));

    @ParameterizedTest
    @CsvSource({"DOCKER_LEGACY", "DOCKER_25", "PODMAN_OCI"})
    @DisplayName("A19 more layers than diff IDs are refused")
    void moreLayersThanDiffIdsAreRefused(ArchiveDialect dialect) {
        image.config(config -> ((ArrayNode) config.at("/rootfs/diff_ids")).remove(1));

        assertEquals(
                "old.tar: app:1: number of layers: expected 1 as in the config, found 2",
                SeenImage.refusal(dialect.members(image)));
    }

    @Test
    @DisplayName("A19 fewer layers than diff IDs are refused")
    void fewerLayersThanDiffIdsAreRefused() {
        image.config(config -> ((ArrayNode) config.at("/rootfs/diff_ids")).add("sha256:" + "a".repeat(64)));

        assertEquals(
                "old.tar: app:1: number of layers: expected 3 as in the config, found 2",
                SeenImage.refusal(ArchiveDialect.DOCKER_LEGACY.members(image)));
    }

    @Test
    void imageWithoutLayersIsRead() throws IOException {
        assertEquals(
                List.of(),
                SeenImage.open(ArchiveDialect.DOCKER_25.members(image("app:1")))
                        .image()
                        .layers());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    @DisplayName("A24 where history has fewer or more steps than layers, no step is matched to a layer")
    void stepsAreNotMatchedWhereTheirNumberDiffers(int steps) throws IOException {
        image.config(config -> {
            ArrayNode history = config.putArray("history");
            for (int i = 0; i < steps; i++) {
                history.addObject().put("created_by", "step");
            }
        });

        assertEquals(
                List.of("", ""),
                SeenImage.open(ArchiveDialect.DOCKER_25.members(image)).image().createdBy());
    }

    @Test
    @DisplayName("A24 steps without a layer are passed over")
    void stepsWithoutLayerArePassedOver() throws IOException {
        image.config(config -> config.putArray("history")
                .add(config.objectNode().put("created_by", "ENV a=b").put("empty_layer", true))
                .add(config.objectNode().put("created_by", "COPY a"))
                .add(config.objectNode().put("created_by", "CMD a").put("empty_layer", true))
                .add(config.objectNode().put("created_by", "COPY b").put("empty_layer", false)));

        assertEquals(
                List.of("COPY a", "COPY b"),
                SeenImage.open(ArchiveDialect.DOCKER_25.members(image)).image().createdBy());
    }

    @Test
    @DisplayName("A24 history of nothing but empty steps")
    void nothingButEmptySteps() throws IOException {
        image.config(config -> config.putArray("history").addObject().put("empty_layer", true));

        assertEquals(
                List.of("", ""),
                SeenImage.open(ArchiveDialect.DOCKER_25.members(image)).image().createdBy());
    }

    @Test
    void missingLayerIsNamed() {
        String blob = "blobs/sha256/" + image.layers().get(1).diffId().substring(7);

        assertEquals(
                "old.tar: layer 2 of 2 (" + image.layers().get(1).diffId().substring(0, 19) + "): \"" + blob
                        + "\" is missing",
                SeenImage.refusal(ArchiveDialect.DOCKER_25.members(image).remove(blob)));
    }

    @Test
    void missingForeignLayerSaysThatItIsForeign() {
        String blob = "blobs/sha256/" + image.layers().get(0).diffId().substring(7);
        ArchiveMembers foreign = ArchiveDialect.DOCKER_25
                .members(image)
                .remove("manifest.json")
                .remove(blob)
                .editOciManifest(json -> json.replace("image.layer.v1.tar", "image.layer.nondistributable.v1.tar"));

        assertEquals(
                "old.tar: layer 1 of 2 (" + image.layers().get(0).diffId().substring(0, 19) + "): \"" + blob
                        + "\" is missing; it is a foreign layer"
                        + " (application/vnd.oci.image.layer.nondistributable.v1.tar), which archives leave out",
                SeenImage.unmet(foreign));
    }

    @Test
    void sizeOtherThanTheDescriptorsIsRefused() {
        String blob = "blobs/sha256/" + image.layers().get(0).diffId().substring(7);

        assertEquals(
                "old.tar: " + blob + ": size in bytes: expected 2048, found 2049",
                SeenImage.refusal(ArchiveDialect.DOCKER_25.members(image).file(blob, new byte[2049])));
    }
}
