// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.Warnings;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Control files are what their digests, sizes and types say. */
class BlobIntegrityTest {
    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_25", "CONTAINERD_STORE", "PODMAN_OCI", "DIR"})
    @DisplayName("A17 a config with one wrong bit is refused")
    void configWithAWrongBitIsRefused(ArchiveDialect dialect) {
        ArchiveMembers archive = dialect.members(image);
        String hex = Blobs.hex(image.configBytes());
        String name = archive.names().stream()
                .filter(n -> n.contains(hex))
                .findFirst()
                .orElseThrow();
        byte[] wrong = archive.content(name).clone();
        wrong[5] ^= 1;

        assertEquals(
                "old.tar: " + name + ": digest: expected sha256:" + hex + ", found " + Blobs.digest(wrong),
                refusal(archive.file(name, wrong)));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_LEGACY", "CRANE"})
    @DisplayName(
            "A17 a config of Docker's own layout with another digest in its name is read, as engines do, with a warning")
    void configWithAnotherDigestInItsNameIsRead(ArchiveDialect dialect) throws Exception {
        ArchiveMembers archive = dialect.members(image);
        String hex = Blobs.hex(image.configBytes());
        String name = archive.names().stream()
                .filter(n -> n.contains(hex))
                .findFirst()
                .orElseThrow();
        archive.edit(name, config -> config + "\n");

        SeenImage.Opened opened = open(archive);

        assertEquals(Blobs.digest(archive.content(name)), opened.image().configDigest());
        assertEquals(
                List.of("\"" + name
                        + "\": config that has another digest than the one in its name; its content counts, as in"
                        + " docker and podman"),
                opened.warnings().stream().map(Warnings.Tally::text).toList());
    }

    @Test
    @DisplayName("A17 a manifest with one wrong bit is refused")
    void manifestWithAWrongBitIsRefused() {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(image);
        String name = archive.ociManifest();
        byte[] wrong = archive.content(name).clone();
        wrong[5] ^= 1;

        assertEquals(
                "old.tar: " + name + ": digest: expected sha256:" + name.substring(13) + ", found "
                        + Blobs.digest(wrong),
                refusal(archive.file(name, wrong)));
    }

    @Test
    @DisplayName("A17 a manifest of another size than its descriptor's is refused")
    void manifestOfAnotherSizeIsRefused() {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(image);
        String name = archive.ociManifest();
        int size = archive.content(name).length;

        assertEquals(
                "old.tar: " + name + ": size in bytes: expected " + (size + 1) + ", found " + size,
                refusal(archive.edit(
                        "index.json", json -> json.replace("\"size\":" + size, "\"size\":" + (size + 1)))));
    }

    @Test
    @DisplayName("A29 sha512 is a digest")
    void sha512IsADigest() throws Exception {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(image);
        String name = archive.ociManifest();
        byte[] manifest = archive.content(name);
        String sha512 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(manifest));
        archive.remove(name)
                .file("blobs/sha512/" + sha512, manifest)
                .edit("index.json", json -> json.replace("sha256:" + name.substring(13), "sha512:" + sha512));

        assertEquals(expected(image), open(archive).image());
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:../x, 'wrong number of hex digits for sha256: expected 64, found 4'",
        "md5:00, 'unknown digest algorithm \"md5\"'",
        "../../etc/passwd, 'digest without an algorithm: \"../../etc/passwd\"'",
    })
    @DisplayName("A29 what is not a digest never becomes a name")
    void malformedDigestIsRefused(String digest, String problem) {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(image)
                .edit("index.json", json -> json.replaceFirst("sha256:[0-9a-f]+", digest));

        assertEquals("old.tar: index.json: manifests[0]: \"digest\": " + problem, refusal(archive));
    }

    @Test
    void documentOfAnotherTypeThanItsDescriptorSaysIsRefused() {
        ArchiveMembers archive = ArchiveDialect.BUILDX_DOCKER
                .members(image)
                .edit(
                        "index.json",
                        json -> json.replace(
                                "application/vnd.docker.distribution.manifest.v2+json",
                                "application/vnd.oci.image.manifest.v1+json"));
        String name = archive.ociManifest();

        assertEquals(
                "old.tar: " + name + ": media type: expected application/vnd.oci.image.manifest.v1+json, found"
                        + " application/vnd.docker.distribution.manifest.v2+json",
                refusal(archive));
    }

    @Test
    void indexThatContainsItselfManyTimesOverIsRefused() {
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(image);
        for (int depth = 0; depth < 4; depth++) {
            byte[] index = archive.content("index.json");
            String entry = "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\""
                    + Blobs.digest(index) + "\",\"size\":" + index.length + "}";
            archive.file("blobs/sha256/" + Blobs.hex(index), index)
                    .file(
                            "index.json",
                            "{\"schemaVersion\":2,\"manifests\":[" + (entry + ",").repeat(19) + entry + "]}");
        }

        assertEquals(
                "old.tar: indexes list more than 10000 manifests, or are nested more than 8 deep", refusal(archive));
    }
}
