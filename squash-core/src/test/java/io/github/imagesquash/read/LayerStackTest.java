package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.oci.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an image's layers are, how many, and in which order. */
class LayerStackTest {
    private static final String BASE = "base";
    private static final String TOP = "top";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", TOP));

    @Nested
    class Order {
        @Test
        @DisplayName("A04: Docker 25.0.0 shuffled the layers of its manifests; the config's diff IDs tell their order")
        void shuffledLayersAreOrderedByDiffId() throws IOException {
            SeenImage.Opened opened = SeenImage.open(ArchiveDialect.DOCKER_25_SHUFFLED.members(image));

            assertEquals(SeenImage.expected(image), opened.image());
            assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
        }

        @Test
        @DisplayName("A04: shuffled layers are ordered without manifest.json as well")
        void shuffledLayersAreOrderedWithoutManifestJson() throws IOException {
            ArchiveMembers archive = ArchiveDialect.DOCKER_25_SHUFFLED.members(image).remove("manifest.json");

            SeenImage.Opened opened = SeenImage.open(archive);

            assertEquals(SeenImage.expected(image), opened.image());
            assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
        }

        @Test
        @DisplayName("A04: shuffled layers that are compressed are ordered as manifest.json has them")
        void compressedShuffledLayersAreOrderedByManifestJson() throws IOException {
            ImageBuilder compressed = image("app:1")
                    .layer(layer().file("t", BASE), Compression.GZIP)
                    .layer(layer().file("t", TOP), Compression.GZIP);
            ArchiveMembers archive = ArchiveDialect.BUILDX_DOCKER.members(compressed);
            reverseLayersOfManifest(archive);

            SeenImage.Opened opened = SeenImage.open(archive);

            assertEquals(SeenImage.expected(compressed), opened.image());
            assertEquals(List.of(Warning.Kind.REORDERED_LAYERS), opened.kinds());
        }

        /** Swaps the two layers in the only manifest, and corrects its digest where the index names it. */
        private static void reverseLayersOfManifest(ArchiveMembers archive) {
            String name = archive.names().stream()
                    .filter(member -> archive.text(member).contains("\"layers\":["))
                    .findFirst()
                    .orElseThrow();
            String manifest = archive.text(name);
            int start = manifest.indexOf("\"layers\":[{") + 10;
            String[] layers = manifest.substring(start, manifest.indexOf("]", start)).split("(?<=}),");
            String reversed = manifest.substring(0, start) + layers[1] + "," + layers[0]
                    + manifest.substring(manifest.indexOf("]", start));
            String oldDigest = name.substring(name.lastIndexOf('/') + 1);
            String newDigest = Blobs.hex(reversed.getBytes(StandardCharsets.UTF_8));
            archive.remove(name)
                    .file("blobs/sha256/" + newDigest, reversed)
                    .edit("index.json", index -> index.replace(oldDigest, newDigest));
        }
    }

    @Nested
    class Number {
        @ParameterizedTest
        @CsvSource({"DOCKER_LEGACY", "DOCKER_25", "PODMAN_OCI"})
        @DisplayName("A19: more layers than diff IDs are refused")
        void moreLayersThanDiffIdsAreRefused(ArchiveDialect dialect) {
            image.config(config -> ((ArrayNode) config.at("/rootfs/diff_ids")).remove(1));

            assertEquals(
                    "old.tar: app:1: number of layers: expected 1 as in the config, found 2",
                    SeenImage.refusal(dialect.members(image)));
        }

        @Test
        @DisplayName("A19: fewer layers than diff IDs are refused")
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
                    SeenImage.open(ArchiveDialect.DOCKER_25.members(image("app:1"))).image().layers());
        }
    }

    @Nested
    class Steps {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 3})
        @DisplayName("A24: where history has fewer or more steps than layers, no step is matched to a layer")
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
        @DisplayName("A24: steps without a layer are passed over")
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
        @DisplayName("A24: history of nothing but empty steps")
        void nothingButEmptySteps() throws IOException {
            image.config(config -> config.putArray("history").addObject().put("empty_layer", true));

            assertEquals(
                    List.of("", ""),
                    SeenImage.open(ArchiveDialect.DOCKER_25.members(image)).image().createdBy());
        }
    }

    @Nested
    class Absence {
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
            ArchiveMembers archive =
                    ArchiveDialect.DOCKER_25.members(image).remove("manifest.json").remove(blob);
            ArchiveMembers foreign =
                    rewriteManifest(archive, "image.layer.v1.tar", "image.layer.nondistributable.v1.tar");

            assertEquals(
                    "old.tar: layer 1 of 2 (" + image.layers().get(0).diffId().substring(0, 19) + "): \"" + blob
                            + "\" is missing; it is a foreign layer"
                            + " (application/vnd.oci.image.layer.nondistributable.v1.tar), which archives leave out",
                    SeenImage.refusal(foreign));
        }

        @Test
        void sizeOtherThanTheDescriptorsIsRefused() {
            String blob = "blobs/sha256/" + image.layers().get(0).diffId().substring(7);

            assertEquals(
                    "old.tar: " + blob + ": size in bytes: expected 2048, found 2049",
                    SeenImage.refusal(ArchiveDialect.DOCKER_25.members(image).file(blob, new byte[2049])));
        }

        private static ArchiveMembers rewriteManifest(ArchiveMembers archive, String from, String to) {
            String name = archive.names().stream()
                    .filter(member -> archive.text(member).contains("\"layers\":["))
                    .findFirst()
                    .orElseThrow();
            byte[] manifest = archive.text(name).replace(from, to).getBytes(StandardCharsets.UTF_8);
            String oldDigest = name.substring(name.lastIndexOf('/') + 1);
            int oldSize = archive.content(name).length;
            return archive.remove(name)
                    .file("blobs/sha256/" + Blobs.hex(manifest), manifest)
                    .edit(
                            "index.json",
                            index -> index.replace(oldDigest, Blobs.hex(manifest))
                                    .replace("\"size\":" + oldSize, "\"size\":" + manifest.length));
        }
    }

    @Nested
    class Links {
        private static final String SECOND = "second/layer.tar";

        @Test
        @DisplayName("A01: a repeated layer of docker save up to 24 is a symbolic link to the first")
        void repeatedLayerIsReadThroughItsLink() throws IOException {
            ImageBuilder repeated =
                    image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", BASE));
            ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY.members(repeated);

            assertEquals(
                    1, archive.names().stream().filter(name -> name.endsWith("layer.tar")).filter(name -> archive.content(name).length == 0).count());
            assertEquals(SeenImage.expected(repeated), SeenImage.open(archive).image());
        }

        @Test
        @DisplayName("A20: a hard link to another member is read as that member")
        void hardLinkIsReadAsItsTarget() throws IOException {
            SeenImage seen = SeenImage.open(linked().hardLink(SECOND, "./real.tar")).image();

            assertEquals(SeenImage.expected(image).layers(), seen.layers());
        }

        @ParameterizedTest
        @CsvSource({
            "/etc/passwd, leads out of the archive",
            "../../x, leads out of the archive",
            "../nothing, is not a file in the archive",
            "layer.tar, is not a file in the archive",
            "../link, is not a file in the archive",
        })
        @DisplayName("A20: a link out of the archive, to nothing, to itself or to a link is refused")
        void otherLinksAreRefused(String target, String problem) {
            ArchiveMembers archive = linked().symlink("link", "real.tar").symlink(SECOND, target);

            assertEquals(
                    "old.tar: \"" + SECOND + "\" is a link to \"" + target + "\", which " + problem,
                    SeenImage.refusal(archive));
        }

        @ParameterizedTest
        @ValueSource(strings = {"../../x", "..", "a/../../x", "/../x"})
        @DisplayName("A20: a layer's name that leads out of the archive is refused")
        void nameThatLeadsOutIsRefused(String name) {
            ArchiveMembers archive = linked().edit("manifest.json", json -> json.replace(SECOND, name));

            assertEquals("old.tar: \"" + name + "\" leads out of the archive", SeenImage.refusal(archive));
        }

        /** The image with its second layer in {@code real.tar}, where the manifest expects {@link #SECOND}. */
        private ArchiveMembers linked() {
            ArchiveMembers archive = ArchiveDialect.CRANE.members(image);
            String second = archive.names().get(2);
            assertTrue(second.endsWith(".tar.gz"), second);
            return archive.file("real.tar", archive.content(second))
                    .remove(second)
                    .edit("manifest.json", json -> json.replace(second, SECOND));
        }
    }
}
