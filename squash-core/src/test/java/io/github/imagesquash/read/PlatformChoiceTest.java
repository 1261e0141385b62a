// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static io.github.imagesquash.read.SeenImage.unmet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of an image's platforms is read. */
class PlatformChoiceTest {
    private final ImageBuilder a = image("a:latest").layer(layer().file("f", "a"));

    @Test
    @DisplayName("A07 of a nested index the only platform that is there is read; its attestation is passed over")
    void onlyPlatformPresentIsRead() throws IOException {
        assertEquals(
                expected(a), open(ArchiveDialect.CONTAINERD_STORE.members(a)).image());
    }

    @Test
    @DisplayName("A07 a platform that is listed but absent is an error only if it is asked for")
    void absentPlatformIsAnErrorIfAskedFor() {
        String absent = Blobs.digest("not here".getBytes(StandardCharsets.UTF_8));

        assertEquals(
                "old.tar: a:latest cannot be read: its manifest " + absent + " is missing",
                refusal(ArchiveDialect.CONTAINERD_STORE.members(a), SeenImage.platform("linux/arm64")));
    }

    @Test
    void unlistedPlatformIsRefused() {
        assertEquals(
                "old.tar: holds no image for linux/s390x, only for linux/amd64, linux/arm64",
                unmet(ArchiveDialect.CONTAINERD_STORE.members(a), SeenImage.platform("linux/s390x")));
    }

    @Test
    void platformWhoseLayersAreAbsentIsNotThere() throws IOException {
        ImageBuilder arm = image("a:latest").platform("linux", "arm64").layer(layer().file("f", "arm"));
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(a, arm);
        archive.remove("blobs/sha256/" + arm.layers().getFirst().diffId().substring(7));

        assertEquals(expected(a), open(archive).image());
    }

    @Test
    void chosenPlatformIsRead() throws IOException {
        ImageBuilder s390 = image("a:latest").platform("linux", "s390x").layer(layer().file("f", "s390"));
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(a, s390).toBytes();

        assertEquals(
                expected(s390).layers(),
                open(archive, SeenImage.platform("linux/s390x")).image().layers());
    }

    @Test
    void hostsPlatformIsReadUnlessAnotherIsChosen() throws IOException {
        Platform host = Platform.host();
        ImageBuilder here =
                image("a:1").platform(host.os(), host.architecture()).layer(layer().file("f", "here"));
        ImageBuilder there = image("a:1").platform("linux", "s390x").layer(layer().file("f", "there"));

        assertEquals(
                expected(here).layers(),
                open(ArchiveDialect.BUILDX_OCI.members(there, here)).image().layers());
    }

    @Test
    void severalPlatformsButNotTheHostsAreAmbiguous() {
        ImageBuilder riscv = image("a:1").platform("linux", "riscv64").layer(layer().file("f", "r"));
        ImageBuilder s390 = image("a:1").platform("linux", "s390x").layer(layer().file("f", "s"));

        assertEquals(
                "old.tar: a:1 is there for 2 platforms (linux/riscv64, linux/s390x); choose one with --platform",
                unmet(ArchiveDialect.BUILDX_OCI.members(riscv, s390)));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/arm64/v8, arm64, ''",
        "arm64, arm64, v8",
        "aarch64, arm64, ''",
        "linux/arm64, aarch64, ''",
        "linux/s390x, S390X, ''"
    })
    @DisplayName("B5 a platform is found by whatever name people and indexes give it")
    void platformIsFoundByAnyOfItsNames(String wanted, String architecture, String variant) throws IOException {
        ImageBuilder there = image("a:latest")
                .platform("linux", architecture)
                .listed(descriptor -> listVariant(descriptor, variant))
                .layer(layer().file("f", "there"));
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(a, there).toBytes();
        SeenImage.Opened opened = open(archive, SeenImage.platform(wanted));

        assertEquals(expected(there).layers(), opened.image().layers());
        assertEquals(List.of(), opened.kinds());
    }

    @ParameterizedTest
    @CsvSource({"linux/amd64, 0", "x86_64, 0", "linux/amd64/v1, 0", "linux/amd64/v2, 1", "linux/amd64/v3, 2"})
    @DisplayName("B5 of amd64, v2 and v3 a plain wish takes the plain one, and each can be chosen")
    void plainWishTakesThePlainEntry(String wanted, int which) throws IOException {
        List<ImageBuilder> levels = Stream.of("", "v2", "v3")
                .map(level -> image("a:latest")
                        .listed(descriptor -> listVariant(descriptor, level))
                        .layer(layer().file("f", "level " + level)))
                .toList();
        byte[] archive = ArchiveDialect.BUILDX_OCI
                .members(levels.toArray(ImageBuilder[]::new))
                .toBytes();

        assertEquals(
                expected(levels.get(which)).layers(),
                open(archive, SeenImage.platform(wanted)).image().layers());
    }

    @Test
    @DisplayName("B5 another platform that the wanted one runs is taken with a warning")
    void runnablePlatformIsTakenWithAWarning() throws IOException {
        ImageBuilder v6 = image("a:latest")
                .platform("linux", "arm")
                .listed(descriptor -> listVariant(descriptor, "v6"))
                .layer(layer().file("f", "v6"));
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(a, v6).toBytes();
        SeenImage.Opened opened = open(archive, SeenImage.platform("linux/arm/v7"));

        assertEquals(expected(v6).layers(), opened.image().layers());
        assertEquals(List.of(Warning.Kind.OTHER_PLATFORM), opened.kinds());
    }

    @ParameterizedTest
    @CsvSource({"ZSTD, 1", "GZIP, 0", "NONE, 0", ", 0"})
    @DisplayName("B4 of one image in two compressions the one asked for is read, else the first")
    void oneOfTwoCompressionsIsRead(Compression wanted, int which) throws IOException {
        List<ImageBuilder> twins = Stream.of(Compression.GZIP, Compression.ZSTD)
                .map(compression -> image("a:latest").layer(layer().file("f", "x"), compression))
                .toList();
        byte[] archive = ArchiveDialect.BUILDX_OCI
                .members(twins.toArray(ImageBuilder[]::new))
                .toBytes();
        Preferences preferences = wanted == null ? Preferences.NONE : Preferences.NONE.preferring(wanted);
        ImageSelector selection = new WantedImage(Optional.empty(), preferences).on(Platform.ANY);
        SeenImage.Opened opened = open(archive, selection);

        assertEquals(expected(twins.getFirst()), opened.image());
        assertEquals(
                List.of(Compression.GZIP, Compression.ZSTD).get(which),
                opened.raw().layers().getFirst().compression());
        assertEquals(List.of(), opened.kinds());
    }

    @Test
    @DisplayName(
            "B4 of two images for one platform in an index the first is read, with a warning; a digest names either")
    void firstOfOnePlatformIsRead() throws IOException {
        ImageBuilder other = image("a:latest").layer(layer().file("f", "other"));
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(a, other);
        SeenImage.Opened opened = open(archive);
        String digest = Blobs.digest(other.configBytes());

        assertEquals(expected(a), opened.image());
        assertEquals(List.of(Warning.Kind.SAME_PLATFORM), opened.kinds());
        assertEquals(
                expected(other),
                open(archive.toBytes(), SeenImage.image(digest)).image());
    }

    private static void listVariant(ObjectNode descriptor, String variant) {
        if (!variant.isEmpty()) {
            ((ObjectNode) descriptor.get("platform")).put("variant", variant);
        }
    }

    @Test
    @DisplayName("A27 an image for Windows is refused")
    void windowsIsRefused() {
        ImageBuilder windows = image("win:1").platform("windows", "amd64").layer(layer().file("Files/f", "x"));

        assertEquals(
                "old.tar: win:1 is an image for Windows, which cannot be squashed",
                unmet(ArchiveDialect.DOCKER_25.members(windows)));
    }
}
