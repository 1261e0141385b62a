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
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
                refusal(ArchiveDialect.CONTAINERD_STORE.members(a), SeenImage.platform("linux/s390x")));
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
                refusal(ArchiveDialect.BUILDX_OCI.members(riscv, s390)));
    }

    @Test
    @DisplayName("A27 an image for Windows is refused")
    void windowsIsRefused() {
        ImageBuilder windows = image("win:1").platform("windows", "amd64").layer(layer().file("Files/f", "x"));

        assertEquals(
                "old.tar: win:1 is an image for Windows, which cannot be squashed",
                refusal(ArchiveDialect.DOCKER_25.members(windows)));
    }
}
