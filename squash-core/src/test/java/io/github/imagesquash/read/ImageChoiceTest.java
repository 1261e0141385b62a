// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static io.github.imagesquash.read.SeenImage.unmet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which image is meant, and that it is never guessed. */
class ImageChoiceTest {
    private final ImageBuilder a = image("a:latest").layer(layer().file("f", "a"));
    private final ImageBuilder b = image("b:latest").layer(layer().file("f", "b"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIR")
    @DisplayName("A10 two images, both :latest, are refused unless one is chosen")
    void twoImagesAreAmbiguous(ArchiveDialect dialect) {
        assertEquals(
                "old.tar: holds 2 images (a:latest, b:latest); choose one with --image,"
                        + " or by name as in oci-archive:FILE:NAME",
                unmet(dialect.members(a, b)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIR")
    @DisplayName("A10 the chosen one of two images is read")
    void chosenImageIsRead(ArchiveDialect dialect) throws IOException {
        assertEquals(
                expected(b),
                open(dialect.members(a, b).toBytes(), SeenImage.image("b")).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "b:latest", "library/b", "docker.io/library/b:latest"})
    void everySpellingOfANameChooses(String name) throws IOException {
        byte[] archive = ArchiveDialect.DOCKER_25.members(a, b).toBytes();

        assertEquals(expected(b), open(archive, SeenImage.image(name)).image());
    }

    @Test
    void configDigestChooses() throws IOException {
        String digest = Blobs.digest(b.configBytes());
        byte[] archive = ArchiveDialect.DOCKER_LEGACY.members(a, b).toBytes();

        for (String text : List.of(digest, digest.substring(7), digest.substring(7, 14), digest.substring(0, 14))) {
            assertEquals(expected(b), open(archive, SeenImage.image(text)).image(), text);
        }
    }

    @Test
    void manifestDigestChooses() throws IOException {
        byte[] archive = ArchiveDialect.DOCKER_25.members(a, b).toBytes();
        String digest = open(archive, SeenImage.image("b"))
                .raw()
                .manifestDigest()
                .orElseThrow()
                .toString();

        assertEquals(expected(b), open(archive, SeenImage.image(digest)).image());
    }

    @Test
    void sixDigitsAreNotADigest() {
        String six = Blobs.hex(b.configBytes()).substring(0, 6);

        assertEquals(
                "old.tar: holds no image \"" + six + "\", only a:latest, b:latest",
                unmet(ArchiveDialect.DOCKER_LEGACY.members(a, b), SeenImage.image(six)));
    }

    @Test
    void unknownNameListsWhatThereIs() {
        assertEquals(
                "old.tar: holds no image \"c:latest\", only a:latest, b:latest",
                unmet(ArchiveDialect.DOCKER_25.members(a, b), SeenImage.image("c:latest")));
    }

    @Test
    void oneImageListedTwiceIsOne() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY
                .members(a)
                .edit(
                        "manifest.json",
                        json -> "[" + json.substring(1, json.length() - 1) + ","
                                + json.substring(1, json.length() - 1).replace("a:latest", "other:2") + "]");

        assertEquals(
                List.of("docker.io/library/a:latest", "docker.io/library/other:2"),
                open(archive).image().tags());
    }

    @Test
    void bareTagOfALayoutChooses() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(a, b)
                .edit(
                        "index.json",
                        json -> json.replace("docker.io/library/a:latest", "first")
                                .replace("docker.io/library/b:latest", "second"));

        assertEquals(
                "old.tar: holds 2 images (first, second); choose one with --image, or by name as in oci-archive:FILE:NAME",
                unmet(archive));
        assertEquals(
                expected(b).layers(),
                open(archive.toBytes(), SeenImage.image("second")).image().layers());
    }

    private static final String EMPTY_CONFIG = "application/vnd.oci.empty.v1+json";

    @Test
    @DisplayName("A28 an artifact is refused")
    void artifactIsRefused() {
        ArchiveMembers archive = ArchiveDialect.DIR
                .members(a)
                .edit(
                        "manifest.json",
                        json -> json.replace("application/vnd.docker.container.image.v1+json", EMPTY_CONFIG));
        String digest = Blobs.digest(archive.content("manifest.json")).substring(0, 19);

        assertEquals(
                "old.tar: " + digest + " cannot be read: it is not a container image, but an artifact with a config"
                        + " of type " + EMPTY_CONFIG,
                refusal(archive));
    }

    @Test
    @DisplayName("A28 an artifact beside an image is passed over")
    void artifactBesideAnImageIsPassedOver() throws IOException {
        String unknown = "{\"mediaType\":\"application/vnd.example.thing\",\"digest\":\"sha256:" + "c".repeat(64)
                + "\",\"size\":3},";
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI
                .members(a)
                .edit("index.json", json -> json.replace("\"manifests\":[", "\"manifests\":[" + unknown));

        assertEquals(expected(a), open(archive).image());
    }

    @Test
    void archiveThatListsNothingIsRefused() {
        assertEquals(
                "old.tar: holds no image",
                refusal(ArchiveDialect.DOCKER_LEGACY.members(a).file("manifest.json", "[]")));
    }
}
