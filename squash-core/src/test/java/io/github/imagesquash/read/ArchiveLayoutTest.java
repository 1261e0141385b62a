// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose archive it is, told by its control files. */
class ArchiveLayoutTest {
    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("A02 podman's archive is read by its manifest, not by its links under Docker's old names")
    void podmansLinksAreNotNeeded() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_DOCKER.members(image);
        archive.names().stream().filter(name -> name.endsWith("/layer.tar")).forEach(archive::remove);

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A03 blobs that nothing refers to are ignored")
    void unreferencedBlobsAreIgnored() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image);
        assertTrue(archive.names().stream().anyMatch(name -> archive.text(name).startsWith("{\"id\":")));

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A05 an index without entries, as Docker 25's candidates wrote it, leaves manifest.json to be read")
    void indexWithoutEntriesLeavesManifestJson() throws IOException {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(image).file("index.json", "{\"schemaVersion\":2,\"manifests\":null}");

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A06 an OCI layout needs no manifest.json")
    void ociLayoutNeedsNoManifestJson() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image).remove("manifest.json");

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A09 skopeo's dir: layout is read although its media types lie")
    void dirLayoutsMediaTypesAreNotBelieved() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DIR.members(image);
        assertTrue(archive.text("manifest.json").contains("diff.tar.gzip"));

        assertEquals(expected(image).layers(), open(archive).image().layers());
    }

    @Test
    @DisplayName("B6 an index.json needs no oci-layout beside it")
    void indexNeedsNoOciLayout() throws IOException {
        assertEquals(
                expected(image),
                open(ArchiveDialect.BUILDX_OCI.members(image).remove("oci-layout"))
                        .image());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"imageLayoutVersion\":\"1.1.0\"}",
                "{\"imageLayoutVersion\":\"1.0.1\",\"x\":1}",
                "{\"ImageLayoutVersion\":\"1.0.0\"}",
                "{\"imageLayoutVersion\":null}",
                "{}"
            })
    @DisplayName("B6 a layout of a later version 1.x, or of none, is read")
    void laterLayoutVersionIsRead(String layout) throws IOException {
        assertEquals(
                expected(image),
                open(ArchiveDialect.BUILDX_OCI.members(image).file("oci-layout", layout))
                        .image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/octet-stream"})
    @DisplayName("B6 a descriptor whose media type says nothing is known by what it points at")
    void descriptorWithoutMediaType(String type) throws IOException {
        for (ArchiveDialect dialect : List.of(ArchiveDialect.BUILDX_OCI, ArchiveDialect.PODMAN_OCI)) {
            ArchiveMembers archive = dialect.members(image)
                    .edit(
                            "index.json",
                            json -> json.replaceFirst(
                                    "(\"manifests\":\\[\\{)\"mediaType\":\"[^\"]*\",",
                                    type.isEmpty() ? "$1" : "$1\"mediaType\":\"" + type + "\","));

            assertEquals(expected(image), open(archive).image(), dialect.name());
        }
    }

    @Test
    @DisplayName("B6 documents need not say their schema version")
    void schemaVersionMayBeAbsent() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(image)
                .edit("index.json", json -> json.replace("\"schemaVersion\":2,", ""))
                .editOciManifest(json -> json.replace("\"schemaVersion\":2,", ""));

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("B10 skopeo's dir: layout needs no version file")
    void dirLayoutNeedsNoVersionFile() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DIR.members(image).remove("version");

        assertEquals(expected(image).layers(), open(archive).image().layers());
        assertEquals(
                expected(image).layers(),
                open(archive.writeDirectory(directory.resolve("dir")), ImageSelector.ONLY)
                        .image()
                        .layers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "application/json", "text/html", "", "application/x-config"})
    @DisplayName("B3 a config of whatever media type is known by its content")
    void configOfAnyMediaType(String type) throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(image)
                .editOciManifest(json -> json.replaceFirst(
                        "\"mediaType\":\"application/vnd.oci.image.config.v1\\+json\"",
                        "\"mediaType\":\"" + type + "\""));

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    void otherLayoutVersionIsRefused() {
        assertEquals(
                "old.tar: oci-layout: imageLayoutVersion: expected 1.0.0 or a later 1.x, found \"2.0.0\"",
                refusal(ArchiveDialect.BUILDX_OCI
                        .members(image)
                        .file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}")));
    }

    @Test
    void archiveOfDockerBefore1Point10IsRefused() {
        assertEquals(
                "old.tar: was saved by a Docker older than 1.10 and has no manifest.json; load it into Docker 28 or"
                        + " older and save it again",
                refusal(ArchiveDialect.DOCKER_LEGACY.members(image).remove("manifest.json")));
    }

    @Test
    void exportedFileSystemIsRefused() {
        assertEquals(
                "old.tar: has neither manifest.json nor index.json: perhaps a single layer; expected an archive made by docker save -o, podman"
                        + " save or docker buildx",
                refusal(new ArchiveMembers().dir("etc/").file("etc/passwd", "root")));
    }
}
