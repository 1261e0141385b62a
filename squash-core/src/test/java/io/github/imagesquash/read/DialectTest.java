// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever writes an image's archive, the image read from it is the same. */
class DialectTest {
    private static final LayerBuilder REPEATED = layer().dir("t/").file("t/a", "A");

    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1", "lab/app:2")
            .layer(REPEATED, Compression.GZIP)
            .emptyStep("CMD nothing")
            .layer(layer().file("t/b", "B"), Compression.ZSTD)
            .layer(layer().whiteout("t/a"), Compression.NONE)
            .layer(REPEATED, Compression.GZIP)
            .annotation("org.example.note", "kept");

    @ParameterizedTest
    @EnumSource
    void everyDialectGivesTheSameImage(ArchiveDialect dialect) throws IOException {
        SeenImage expected = SeenImage.expected(image);
        SeenImage seen = SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                .image();

        assertEquals(dialect.keepsNames() ? expected : withoutTags(expected), seen);
    }

    @ParameterizedTest
    @EnumSource
    void compressionIsSeenByMagic(ArchiveDialect dialect) throws IOException {
        List<Compression> stored = image.layers().stream()
                .map(StoredTar::compression)
                .map(dialect::stores)
                .toList();

        List<Layer> layers = SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                .raw()
                .layers();

        assertEquals(stored, layers.stream().map(Layer::compression).toList());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DOCKER_LEGACY", "PODMAN_DOCKER", "CRANE"})
    void storedDigestIsWhereTheManifestHasOne(ArchiveDialect dialect) throws IOException {
        List<String> stored = image.layers().stream()
                .map(layer -> layer.stored(dialect.stores(layer.compression())))
                .map(Blobs::digest)
                .toList();

        List<Layer> layers = SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                .raw()
                .layers();

        assertEquals(
                stored,
                layers.stream()
                        .map(layer -> layer.storedDigests().getFirst().toString())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_LEGACY", "PODMAN_DOCKER", "CRANE"})
    void noStoredDigestWhereThereIsNoManifest(ArchiveDialect dialect) throws IOException {
        List<Layer> layers = SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                .raw()
                .layers();

        assertEquals(
                List.of(),
                layers.stream().flatMap(layer -> layer.storedDigests().stream()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void onlyShuffledLayersAreWarnedOf(ArchiveDialect dialect) throws IOException {
        List<Warning.Kind> expected =
                dialect == ArchiveDialect.DOCKER_25_SHUFFLED ? List.of(Warning.Kind.REORDERED_LAYERS) : List.of();

        assertEquals(
                expected,
                SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                        .kinds());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTAINERD_STORE", "BUILDX_DOCKER", "PODMAN_OCI", "DOCKER_25"})
    void annotationsOfTheManifestAreKept(ArchiveDialect dialect) throws IOException {
        assertEquals(
                "{org.example.note=kept}",
                SeenImage.open(dialect.write(image, directory), ImageSelector.ONLY)
                        .raw()
                        .annotations()
                        .toString());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OCI_DIRECTORY", "DIR"})
    void unpackedArchiveIsReadAsTheArchive(ArchiveDialect dialect) throws IOException {
        Path unpacked = dialect.members(image).writeDirectory(directory.resolve("unpacked"));

        assertEquals(
                SeenImage.expected(image),
                SeenImage.open(unpacked, ImageSelector.ONLY).image());
    }

    @ParameterizedTest
    @EnumSource
    void layersAreNumberedFromTheBase(ArchiveDialect dialect) throws IOException {
        Path archive = dialect.write(image, directory);
        List<String> diffIds = image.layers().stream().map(StoredTar::diffId).toList();
        List<String> expected = Stream.of(1, 2, 3, 4)
                .map(n -> archive + ": layer " + n + " of 4 ("
                        + diffIds.get(n - 1).substring(0, 19) + ")")
                .toList();

        List<Layer> layers = SeenImage.open(archive, ImageSelector.ONLY).raw().layers();

        assertEquals(expected, layers.stream().map(Layer::where).toList());
    }

    private static SeenImage withoutTags(SeenImage image) {
        return new SeenImage(List.of(), image.platform(), image.configDigest(), image.layers(), image.createdBy());
    }
}
