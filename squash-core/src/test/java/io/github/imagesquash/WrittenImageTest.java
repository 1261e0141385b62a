// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.SampleImage.encoded;
import static io.github.imagesquash.SampleImage.sample;
import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The image that comes out: its control files, its config and how its layer is stored. */
class WrittenImageTest {
    private static WrittenArchive squash(ImageBuilder image, UnaryOperator<SquashRequest> change) {
        return squashArchive(ArchiveDialect.DOCKER_25.members(image), change).written();
    }

    @Test
    void controlFilesComeFirstAndLayersLast() throws IOException {
        List<String> names =
                new ArrayList<>(squash(sample(), request -> request).members().keySet());
        assertEquals(List.of("oci-layout", "index.json", "manifest.json"), names.subList(0, 3));
        assertEquals(6, names.size());
        assertTrue(names.subList(3, 6).stream().allMatch(name -> name.startsWith("blobs/sha256/")));
    }

    @Test
    void membersAreRootsFilesOf1970() throws IOException {
        squash(sample(), request -> request).headers().forEach(header -> {
            assertTrue(header.isFile(), header.getName());
            assertEquals(0644, header.getMode());
            assertEquals(0, header.getLongUserId());
            assertEquals(0, header.getLongGroupId());
            assertEquals(Instant.EPOCH, header.getLastModifiedTime().toInstant());
            assertEquals("", header.getUserName());
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyBlobIsNamedByItsDigest(Compression compression) throws IOException {
        WrittenArchive archive = squash(sample(), encoded(compression));
        archive.members().forEach((name, content) -> {
            if (name.startsWith("blobs/sha256/")) {
                assertEquals(name, "blobs/sha256/" + Digest.sha256Of(content).hex());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void mediaTypeSaysHowTheLayerIsStored(Compression compression) throws IOException {
        WrittenArchive archive = squash(sample(), encoded(compression));
        JsonNode layer = archive.manifest().get("layers").get(0);
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar" + compression.suffix(),
                layer.get("mediaType").asText());
        byte[] stored = archive.layer();
        assertEquals(stored.length, layer.get("size").asLong());
        assertEquals(compression, Compression.detect(stored, stored.length, "layer"));
    }

    @Test
    void diffIdIsTheDigestOfTheTar() throws IOException {
        WrittenArchive archive = squash(sample(), encoded(Compression.NONE));
        JsonNode diffIds = archive.config().at("/rootfs/diff_ids");
        assertEquals(1, diffIds.size());
        assertEquals(Digest.sha256Of(archive.layer()).toString(), diffIds.get(0).asText());
        assertEquals(List.of("etc/", "etc/a=NEW", "etc/c => etc/a"), LayerListing.ofTar(archive.layer()));
    }

    @Test
    void bothKindsOfControlFilesDescribeTheSameImage() throws IOException {
        WrittenArchive archive = squash(sample(), encoded(Compression.GZIP));
        JsonNode docker = archive.json("manifest.json").get(0);
        JsonNode manifest = archive.manifest();
        assertEquals(
                docker.get("Config").asText(),
                "blobs/" + manifest.at("/config/digest").asText().replace(':', '/'));
        assertEquals(
                docker.get("Layers").get(0).asText(),
                "blobs/" + manifest.at("/layers/0/digest").asText().replace(':', '/'));
    }

    @Test
    void oldNamesAreKeptInFullWhereNoneIsGiven() throws IOException {
        WrittenArchive archive = squash(sample(), request -> request);
        assertEquals(
                "[\"docker.io/library/app:1\",\"docker.io/team/app:stable\"]",
                archive.json("manifest.json").get(0).get("RepoTags").toString());
        JsonNode manifests = archive.json("index.json").get("manifests");
        assertEquals(2, manifests.size());
        assertEquals(
                "docker.io/library/app:1",
                manifests.get(0).at("/annotations/io.containerd.image.name").asText());
    }

    @Test
    void newNamesReplaceOldOnes() throws IOException {
        List<Reference> tags = List.of(Reference.parse("small"), Reference.parse("localhost:5000/x:2"));
        WrittenArchive archive = squash(sample(), request -> request.withTags(tags));
        assertEquals(
                "[\"docker.io/library/small:latest\",\"localhost:5000/x:2\"]",
                archive.json("manifest.json").get(0).get("RepoTags").toString());
    }

    @Test
    void oldStepsStayInTheHistoryWithoutTheirLayers() throws IOException {
        JsonNode history = squash(sample(), request -> request).config().get("history");
        assertEquals(3, history.size());
        assertTrue(history.get(0).get("empty_layer").asBoolean());
        assertTrue(history.get(1).get("empty_layer").asBoolean());
        assertFalse(history.get(2).has("empty_layer"));
        assertEquals("squash", history.get(2).get("created_by").asText());
    }

    @Test
    void unknownKeysOfTheConfigAreKept() throws IOException {
        JsonNode config = squash(sample(), request -> request).config();
        assertEquals("kept", config.get("x-unknown").asText());
        assertEquals(ImageBuilder.DEFAULT_CREATED, config.get("created").asText());
    }

    @Test
    void compressionIsThatOfMostOfTheInput() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A"), Compression.NONE)
                .layer(layer().file("b", "random".repeat(10_000)), Compression.ZSTD)
                .layer(new LayerNoise(100_000).layer(), Compression.ZSTD);
        byte[] layer = squashArchive(ArchiveDialect.BUILDX_OCI.members(image))
                .written()
                .layer();
        assertEquals(Compression.ZSTD, Compression.detect(layer, layer.length, "layer"));
    }

    /** A layer with one file that does not compress. */
    private record LayerNoise(int bytes) {
        LayerBuilder layer() {
            byte[] noise = new byte[bytes];
            new Random(1).nextBytes(noise);
            return LayerBuilder.layer().file("noise", noise);
        }
    }
}
