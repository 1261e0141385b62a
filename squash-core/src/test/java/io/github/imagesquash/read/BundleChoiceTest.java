// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Tagged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which images an archive has, and which names each has. */
class BundleChoiceTest {
    private final ImageBuilder a = image("a:1").layer(layer().file("f", "a"));
    private final ImageBuilder b = image("b:1").layer(layer().file("f", "b"));
    private final Warnings warnings = new Warnings();

    /** Each image as its names and its platforms. */
    private List<String> each(ArchiveMembers archive, Platforms platforms) throws IOException {
        try (Spool spool = new Spool(SeenImage.TEMPORARY);
                ImageArchive opened = ImageArchive.open(
                        new ByteArrayInputStream(archive.toBytes()),
                        "old.tar",
                        spool,
                        Limits.DEFAULT,
                        bytes -> {},
                        warnings)) {
            return opened.selectEach(platforms, Preferences.NONE).stream()
                    .map(BundleChoiceTest::text)
                    .toList();
        }
    }

    private List<String> each(ArchiveMembers archive) throws IOException {
        return each(archive, new Platforms.One(Platform.ANY));
    }

    private static Platforms on(String platform) {
        return new Platforms.One(Platform.parse(platform));
    }

    private static String text(Tagged<Image> image) {
        String names = Stream.concat(
                        image.tags().full().stream().map(name -> name.familiar()), image.tags().bare().stream())
                .collect(Collectors.joining(" "));
        String platforms = image.platforms().stream()
                .map(platform -> platform.platform().architecture())
                .collect(Collectors.joining(","));
        return (names + " " + platforms).strip();
    }

    private String refusal(ArchiveMembers archive) {
        return assertThrows(InvalidImageException.class, () -> each(archive)).getMessage();
    }

    private ImageBuilder of(String architecture, String... names) {
        return image(names).platform("linux", architecture).layer(layer().file("arch", architecture));
    }

    @Test
    void imagesAreSortedByName() throws IOException {
        assertEquals(List.of("a:1 amd64", "b:1 amd64"), each(ArchiveDialect.DOCKER_LEGACY.members(b, a)));
    }

    @Test
    void platformIsThatOfTheHostOrTheOneAskedFor() throws IOException {
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(
                of("amd64", "a:1"), of("s390x", "a:1"), of("s390x", "b:1").emptyStep("CMD"));
        assertEquals(List.of("a:1 s390x", "b:1 s390x"), each(archive, on("linux/s390x")));
        assertEquals(List.of("a:1 amd64,s390x", "b:1 s390x"), each(archive, new Platforms.All()));
        String refusal = assertThrows(UnmetRequestException.class, () -> each(archive, on("linux/amd64")))
                .getMessage();
        assertEquals("old.tar: b:1: holds no image for linux/amd64, only for linux/s390x", refusal);
    }

    @Test
    void namesThatStandForOnePlatformOfTheSameAreNamesOfIt() throws IOException {
        ImageBuilder both = of("s390x", "a:1", "b:1");
        assertEquals(List.of("a:1 b:1 s390x"), each(ArchiveDialect.BUILDX_DOCKER.members(both)));
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(both, of("amd64", "b:1"));
        assertEquals(List.of("a:1 b:1 s390x"), each(archive, on("linux/s390x")));
        assertEquals(List.of("a:1 s390x", "b:1 s390x,amd64"), each(archive, new Platforms.All()));
    }

    @Test
    void nameOfTwoImagesIsRefused() {
        ImageBuilder other = image("a:1").layer(layer().file("f", "other"));
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI.members(a, other);
        String refusal =
                assertThrows(UnmetRequestException.class, () -> each(archive)).getMessage();
        assertEquals("old.tar: a:1 is the name of several images: ", refusal.substring(0, refusal.indexOf("sha256:")));
    }

    @Test
    void namelessImagesOfOneIndexAreOneImageAndOthersAreNot() throws IOException {
        ImageBuilder first = of("amd64");
        ImageBuilder second = of("s390x");
        assertEquals(
                List.of("amd64,s390x"), each(ArchiveDialect.BUILDX_OCI.members(first, second), new Platforms.All()));
        ImageBuilder third = image().layer(layer().file("f", "3"));
        assertEquals(
                List.of("amd64", "amd64"),
                each(ArchiveDialect.DOCKER_LEGACY.members(first, third), new Platforms.All()));
    }

    @Test
    void artifactWithoutANameIsLeftOutAndNamed() throws IOException {
        String unknown = "{\"mediaType\":\"application/vnd.example.thing\",\"digest\":\"sha256:" + "c".repeat(64)
                + "\",\"size\":3},";
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI
                .members(a)
                .edit("index.json", json -> json.replace("\"manifests\":[", "\"manifests\":[" + unknown));
        assertEquals(List.of("a:1 amd64"), each(archive));
        Warning warning = warnings.tallies().getFirst().first();
        assertEquals(Warning.Kind.NO_IMAGE, warning.kind());
        assertEquals(
                "sha256:cccccccccccc cannot be read: its media type is application/vnd.example.thing, which is not an"
                        + " image's",
                warning.entry());
    }

    @Test
    void nameThatLeadsToNothingIsRefused() {
        ArchiveMembers archive = ArchiveDialect.BUILDX_DOCKER.members(a, b).remove("manifest.json");
        archive.remove("blobs/sha256/" + Blobs.hex(b.configBytes()));
        String refusal = refusal(archive);
        assertEquals(
                "old.tar: b:1 cannot be read: its config " + Blobs.digest(b.configBytes()) + " is missing", refusal);
    }

    @Test
    void archiveThatListsNothingIsRefused() {
        assertEquals(
                "old.tar: holds no image",
                refusal(ArchiveDialect.DOCKER_LEGACY.members(a).file("manifest.json", "[]")));
    }
}
