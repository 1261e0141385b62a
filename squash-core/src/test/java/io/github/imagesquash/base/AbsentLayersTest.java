// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that may not be given away, so that archives and registries have their descriptors alone. */
class AbsentLayersTest {
    @TempDir
    Path directory;

    /** An archive without the base of its image. */
    private Path source(String foreignType, LayerBuilder upper) throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().dir("t/").file("t/a", "A"), Compression.GZIP)
                .layer(upper);
        ArchiveMembers members = ArchiveDialect.BUILDX_DOCKER
                .members(image)
                .editOciManifest(manifest -> manifest.replaceFirst(
                                "application/vnd[^\"]*(layer.v1|rootfs.diff).tar.gzip", foreignType)
                        .replaceFirst("(\"layers\":\\[\\{)", "$1\"urls\":[\"https://example.org/base\"],"));
        return members.remove(
                        "blobs/sha256/" + Blobs.hex(image.layers().getFirst().stored()))
                .write(directory.resolve("old.tar"));
    }

    private static LayerBuilder upper() {
        return layer().dir("t/").file("t/b", "B");
    }

    private SquashReport run(Path source, Destination destination) throws IOException {
        return Squash.run(
                        SquashRequest.of(new Source.Archive(source), destination)
                                .withLayers(new LayerChoice.Upper(1)),
                        ProgressListener.NONE)
                .only();
    }

    private String refusal(Path source, Destination destination) {
        return assertThrows(UnmetRequestException.class, () -> run(source, destination))
                .getMessage();
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return new JsonMapper().readTree(bytes);
    }

    @Test
    @DisplayName("Z10 one below the squashed layers keeps its descriptor, and its bytes are not needed")
    void descriptorIsKept() throws IOException {
        Path layout = directory.resolve("layout");
        SquashReport report = run(
                source("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", upper()),
                new Destination.Layout(layout));
        assertTrue(report.verified());
        String hex = report.after().manifestDigest().orElseThrow().substring("sha256:".length());
        JsonNode base = json(Files.readAllBytes(layout.resolve("blobs/sha256/" + hex)))
                .get("layers")
                .get(0);
        assertEquals(
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                base.get("mediaType").asText());
        assertEquals("[\"https://example.org/base\"]", base.get("urls").toString());
        String digest = base.get("digest").asText().substring("sha256:".length());
        assertFalse(Files.exists(layout.resolve("blobs/sha256/" + digest)));
    }

    @Test
    void dockersTypeBecomesOcisAndStaysForeign() throws IOException {
        Path dir = directory.resolve("dir");
        run(source("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", upper()), new Destination.Dir(dir));
        JsonNode base = json(Files.readAllBytes(dir.resolve("manifest.json")))
                .get("layers")
                .get(0);
        assertEquals(
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                base.get("mediaType").asText());
    }

    @Test
    void anArchiveCannotSayThatALayerIsMissing() throws IOException {
        Path source = source("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", upper());
        String message = refusal(source, new Destination.Archive(directory.resolve("new.tar")));
        assertTrue(message.contains("layer 1 of 2") && message.contains("is missing; it is a foreign layer"), message);
        assertTrue(
                message.endsWith("it can be kept in oci:, dir: and docker://, where its descriptor is enough"),
                message);
        assertFalse(Files.exists(directory.resolve("new.tar")));
    }

    @Test
    void whereTheMergedLayersDependOnItItIsNamed() throws IOException {
        Path source = source(
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                layer().dir("t/").whiteout("t/a"));
        Path layout = directory.resolve("layout");
        String message = refusal(source, new Destination.Layout(layout));
        assertTrue(message.contains("layer 1 of 2") && message.contains("is missing; it is a foreign layer"), message);
        assertFalse(Files.exists(layout));
    }
}
