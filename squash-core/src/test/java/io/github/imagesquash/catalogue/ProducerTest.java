// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ArchiveSquashing;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The archives that each producer writes, and which image of them is meant, one test a row of the catalogue. */
class ProducerTest {
    private static final LayerBuilder REPEATED = layer().dir("t/").file("t/a", "A");
    private static final String[] TREE = {"t/", "t/a=A", "t/b=B"};
    private static final String NAME = "docker.io/library/app:1";

    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1")
            .layer(REPEATED, Compression.GZIP)
            .layer(layer().whiteout("t/a").file("t/b", "B"), Compression.GZIP)
            .layer(REPEATED, Compression.GZIP);

    private ArchiveSquashing squashed(ArchiveDialect dialect) {
        return squashArchive(dialect.members(image)).hasTree(TREE).isNamed(NAME);
    }

    @Test
    @DisplayName("A01 docker save up to 24, a repeated layer being a symbolic link")
    void dockerLegacy() {
        squashed(ArchiveDialect.DOCKER_LEGACY).warns();
    }

    @Test
    @DisplayName("A02 podman save in Docker's format")
    void podmanDocker() {
        squashed(ArchiveDialect.PODMAN_DOCKER).warns();
    }

    @Test
    @DisplayName("A03 docker save from 25 on; documents that nothing refers to are left out")
    void docker25() {
        assertTrue(ArchiveDialect.DOCKER_25.members(image).names().size() > 9);
        ArchiveSquashing squashed = squashed(ArchiveDialect.DOCKER_25).warns();
        assertEquals(6, squashed.written().members().size());
    }

    @Test
    @DisplayName("A04 docker save 25.0.0, whose layers are shuffled")
    void docker25Shuffled() {
        ImageBuilder ordered = image("app:1").layer(layer().file("t", "base")).layer(layer().file("t", "top"));
        squashArchive(ArchiveDialect.DOCKER_25_SHUFFLED.members(ordered))
                .hasTree("t=top")
                .warns(Warning.Kind.REORDERED_LAYERS);
    }

    @Test
    @DisplayName("A05 where index.json lists null, manifest.json counts")
    void nullManifests() {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(image).file("index.json", "{\"schemaVersion\":2,\"manifests\":null}");
        squashArchive(archive).hasTree(TREE).isNamed(NAME);
    }

    @Test
    @DisplayName("A06 an OCI archive without manifest.json gets one")
    void ociOnly() {
        assertTrue(!ArchiveDialect.BUILDX_OCI.members(image).names().contains("manifest.json"));
        squashed(ArchiveDialect.BUILDX_OCI);
    }

    @Test
    @DisplayName("A07 of a nested index the platform that is there is taken, and no attestation kept")
    void nestedIndex() throws IOException {
        ArchiveSquashing squashed = squashed(ArchiveDialect.CONTAINERD_STORE).warns();
        assertEquals(6, squashed.written().members().size());
        assertEquals(
                "amd64",
                squashed.written()
                        .json("index.json")
                        .at("/manifests/0/platform/architecture")
                        .asText());
        squashArchive(
                        ArchiveDialect.CONTAINERD_STORE.members(image),
                        request -> select(request, WantedImage.ONLY, Platform.parse("linux/arm64")))
                .isRefused("its manifest sha256:", "is missing");
    }

    @Test
    @DisplayName("A08 podman save in OCI's format; the name is in the reference name")
    void podmanOci() {
        squashed(ArchiveDialect.PODMAN_OCI).warns();
    }

    @Test
    @DisplayName("A09 skopeo's dir: layout with media types that lie")
    void dirLayout() throws IOException {
        squashArchive(ArchiveDialect.DIR.write(image, directory)).hasTree(TREE).isNamed();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DIR")
    @DisplayName("A10 of two images with the tag latest one must be chosen")
    void twoImages(ArchiveDialect dialect) {
        ImageBuilder a = image("a:latest").layer(layer().file("f", "a"));
        ImageBuilder b = image("b:latest").layer(layer().file("f", "b"));
        squashArchive(dialect.members(a, b)).isRefused("holds 2 images (a:latest, b:latest); choose one with --image");
        squashArchive(dialect.members(a, b), request -> select(request, WantedImage.named("b"), Platform.ANY))
                .hasTree("f=b")
                .isNamed("docker.io/library/b:latest");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DIR")
    @DisplayName("A11 all of three names are kept, for Docker and for OCI")
    void threeNames(ArchiveDialect dialect) {
        ImageBuilder named = image("app:1", "app:latest", "team/app:stable").layer(layer().file("f", "F"));
        squashArchive(dialect.members(named))
                .isNamed("docker.io/library/app:1", "docker.io/library/app:latest", "docker.io/team/app:stable");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A12 an image without a name stays without, unless one is given")
    void withoutName(ArchiveDialect dialect) throws IOException {
        ImageBuilder unnamed = image().layer(layer().file("f", "F"));
        if (dialect.isDirectory()) {
            squashArchive(dialect.write(unnamed, directory)).hasTree("f=F").isNamed();
            return;
        }
        squashArchive(dialect.members(unnamed)).hasTree("f=F").isNamed();
        squashArchive(dialect.members(unnamed), request -> request.withTags(List.of(Reference.parse("new"))))
                .isNamed("docker.io/library/new:latest");
    }

    private static SquashRequest select(SquashRequest request, WantedImage image, Platform platform) {
        return request.withSelection(new Selection.OneImage(image.on(platform)));
    }
}
