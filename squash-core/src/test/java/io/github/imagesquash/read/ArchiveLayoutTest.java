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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose archive it is, told by its control files. */
class ArchiveLayoutTest {
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
    void indexWithoutOciLayoutIsRefused() {
        assertEquals(
                "old.tar: has index.json, but no oci-layout beside it",
                refusal(ArchiveDialect.BUILDX_OCI.members(image).remove("oci-layout")));
    }

    @Test
    void otherLayoutVersionIsRefused() {
        assertEquals(
                "old.tar: oci-layout: imageLayoutVersion: expected 1.0.0, found \"2.0.0\"",
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
                "old.tar: has neither manifest.json nor index.json; expected an archive made by docker save, podman"
                        + " save or docker buildx",
                refusal(new ArchiveMembers().dir("etc/").file("etc/passwd", "root")));
    }
}
