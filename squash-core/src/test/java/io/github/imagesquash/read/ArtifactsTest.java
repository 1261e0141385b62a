// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Artifacts;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Tagged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in a layout beside images: signatures, attestations, charts. */
class ArtifactsTest {
    private static final String IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String SIGNATURE = "application/vnd.dev.cosign.simplesigning.v1+json";

    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("B9 of cosign's layout the one image is read, also for another architecture")
    void imageBesideItsSignatureIsRead() throws IOException {
        ImageBuilder foreign = image().platform("linux", "s390x").layer(layer().file("f", "x"));
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(foreign);
        Artifacts.add(archive, IMAGE_CONFIG, SIGNATURE, "");
        Artifacts.add(archive, IMAGE_CONFIG, "application/vnd.dsse.envelope.v1+json", "");
        Artifacts.add(archive, IMAGE_CONFIG, "text/spdx+json", "");

        assertEquals(expected(foreign).layers(), open(archive).image().layers());
    }

    @Test
    @DisplayName("P4 --image all leaves signatures and attestations out by name, and goes on")
    void signaturesAreLeftOutByName() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(image);
        Artifacts.add(archive, IMAGE_CONFIG, SIGNATURE, "app:sha256-1.sig");
        Artifacts.add(archive, "application/vnd.oci.empty.v1+json", "application/vnd.in-toto+json", "");
        Warnings warnings = new Warnings();

        assertEquals(1, all(archive, warnings).size());
        String entry = warnings.tallies().getFirst().first().entry();
        assertTrue(entry.startsWith("app:sha256-1.sig: a cosign signature"), entry);
        assertTrue(entry.contains(": an attestation"), entry);
    }

    @ParameterizedTest
    @CsvSource({
        IMAGE_CONFIG + "," + SIGNATURE + ",a cosign signature; name the image that it signs",
        "application/vnd.oci.empty.v1+json,application/vnd.in-toto+json,an attestation; name the image that it is about",
        "application/vnd.cncf.helm.config.v1+json,application/vnd.cncf.helm.chart.content.v1.tar+gzip,"
                + "a Helm chart; name an image that it deploys",
        "application/vnd.docker.plugin.v1+json,application/vnd.docker.image.rootfs.diff.tar.gzip,a plugin of Docker",
        "application/vnd.unknown.config.v1+json,application/octet-stream,"
                + "an artifact with a config of type application/vnd.unknown.config.v1+json",
    })
    @DisplayName("B8 an artifact alone is refused by what it is")
    void artifactAloneIsRefusedByName(String config, String layer, String what) {
        ArchiveMembers archive = new ArchiveMembers().file("index.json", "{\"manifests\":[]}");
        Artifacts.add(archive, config, layer, "x:1");

        assertEquals("old.tar: x:1 cannot be read: it is not a container image, but " + what, refusal(archive));
    }

    @Test
    @DisplayName("B3 an artifact is told by its artifactType")
    void artifactTypeTells() {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(image)
                .editOciManifest(json -> json.replace(
                                "\"schemaVersion\":2", "\"schemaVersion\":2,\"artifactType\":\"application/x-thing\"")
                        .replace(IMAGE_CONFIG, "application/octet-stream"));

        assertEquals(
                "old.tar: app:1 cannot be read: it is not a container image, but an artifact of type application/x-thing",
                refusal(archive));
    }

    @Test
    @DisplayName("B8 a manifest of schema 1 is refused by name")
    void schemaOneIsRefusedByName() {
        ArchiveMembers archive = new ArchiveMembers()
                .file("manifest.json", "{\"schemaVersion\":1,\"name\":\"a\",\"fsLayers\":[],\"history\":[]}")
                .file("version", "Directory Transport Version: 1.1\n");

        assertEquals(
                "old.tar: manifest.json: this is a manifest of schema 1, as Docker before 1.10 wrote it; convert it with"
                        + " skopeo copy --format v2s2, or pull and push it with podman",
                refusal(archive));
    }

    private static List<Tagged<Image>> all(ArchiveMembers archive, Warnings warnings) throws IOException {
        try (Spool spool = new Spool(SeenImage.TEMPORARY);
                ImageArchive opened = ImageArchive.open(
                        new ByteArrayInputStream(archive.toBytes()),
                        "old.tar",
                        spool,
                        Limits.DEFAULT,
                        ByteMeter.NONE,
                        warnings)) {
            return opened.selectEach(new Platforms.One(Platform.ANY), Preferences.NONE);
        }
    }
}
