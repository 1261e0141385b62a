// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests, indexes and digests that contradict each other or themselves, one test a row of the catalogue. */
class ControlFileTest {
    private final ImageBuilder image = image("app:1").layer(layer().file("f", "F"));

    @Test
    @DisplayName("A16 manifest.json and index.json that disagree on the name are refused")
    void differentNames() {
        squashArchive(ArchiveDialect.DOCKER_25
                        .members(image)
                        .edit("manifest.json", json -> json.replace("app:1", "app:2")))
                .isRefused("manifest.json and index.json disagree", "--trust docker or --trust oci");
    }

    @Test
    @DisplayName("A16 manifest.json and index.json that disagree on the config are refused")
    void differentConfigs() {
        ArchiveMembers other = ArchiveDialect.DOCKER_25.members(image("app:1").layer(layer().file("f", "other")));
        squashArchive(ArchiveDialect.DOCKER_25
                        .members(image)
                        .file("manifest.json", other.content("manifest.json"))
                        .addAll(other))
                .isRefused("manifest.json and index.json disagree", "--trust docker or --trust oci");
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_25", "CONTAINERD_STORE", "BUILDX_DOCKER"})
    @DisplayName("A17 a blob with one wrong bit is refused, its digest named")
    void wrongBit(ArchiveDialect dialect) {
        String hex = image.layers().getFirst().diffId().substring(7);
        ArchiveMembers archive = dialect.members(image);
        byte[] layer = archive.content("blobs/sha256/" + hex).clone();
        layer[600] ^= 1;
        squashArchive(archive.file("blobs/sha256/" + hex, layer))
                .isRefused("layer 1 of 1", "expected sha256:" + hex, "found " + Blobs.digest(layer));
    }

    @Test
    @DisplayName("A17 a blob of another size than its descriptor's is refused")
    void wrongSize() {
        int size = image.layers().getFirst().tar().length;
        squashArchive(ArchiveDialect.DOCKER_25
                        .members(image)
                        .editOciManifest(json -> json.replace("\"size\":" + size, "\"size\":" + (size + 1))))
                .isRefused("size in bytes: expected " + (size + 1) + ", found " + size);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DIR")
    @DisplayName("A18 a wrong diff ID in the config is refused")
    void wrongDiffId(ArchiveDialect dialect) {
        String wrong = "sha256:" + "0".repeat(64);
        image.config(config -> config.withObject("/rootfs").putArray("diff_ids").add(wrong));
        squashArchive(dialect.members(image)).isRefused("layer 1 of 1", "diff ID: expected " + wrong);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DIR")
    @DisplayName("A19 more or fewer layers than diff IDs are refused")
    void wrongNumberOfDiffIds(ArchiveDialect dialect) {
        image.config(config -> ((ArrayNode) config.at("/rootfs/diff_ids")).add("sha256:" + "a".repeat(64)));
        squashArchive(dialect.members(image)).isRefused("number of layers: expected 2 as in the config, found 1");
        image.config(config -> ((ArrayNode) config.at("/rootfs/diff_ids")).removeAll());
        squashArchive(dialect.members(image)).isRefused("number of layers: expected 0 as in the config, found 1");
    }

    @Test
    @DisplayName("A23 JSON of 30 MiB is refused")
    void hugeJson() {
        squashArchive(new ArchiveMembers().file("manifest.json", " ".repeat(30 << 20)))
                .isRefused("manifest.json: 31457280 bytes of JSON; at most 1048576 are read");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[`, nesting depth",
                "`[{\"Config\":\"a\",\"Config\":\"b\"}]`, Duplicate field",
                "`\ufeff[]`, byte order mark",
                "`[] []`, Trailing token",
                "`[{\"Config\":\"c\",\"config\":\"c\"}]`, occurs more than once",
            })
    @DisplayName("A23 JSON that is too deep or ambiguous is refused with the reason")
    void ambiguousJson(String json, String reason) {
        squashArchive(new ArchiveMembers().file("manifest.json", json)).isRefused("old.tar: manifest.json: ", reason);
    }

    @Test
    @DisplayName("A29 sha512 is a digest")
    void sha512() throws NoSuchAlgorithmException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(image);
        String name = archive.ociManifest();
        byte[] manifest = archive.content(name);
        String hex =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(manifest));
        squashArchive(archive.remove(name)
                        .file("blobs/sha512/" + hex, manifest)
                        .edit("index.json", json -> json.replace("sha256:" + name.substring(13), "sha512:" + hex)))
                .hasTree("f=F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:../x", "sha256:ABC", "md5:00", "../../etc/passwd"})
    @DisplayName("A29 what is no digest is refused before it becomes a name")
    void malformedDigest(String digest) {
        squashArchive(ArchiveDialect.PODMAN_OCI
                        .members(image)
                        .edit("index.json", json -> json.replaceFirst("sha256:[0-9a-f]+", digest)))
                .isRefused("index.json: manifests[0]: \"digest\": ");
    }
}
