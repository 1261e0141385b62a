// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveSquashing;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.SquashAlone;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive that is written, one test a row of the catalogue. */
class OutputTest {
    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1")
            .layer(
                    layer().dir("\u00e9/")
                            .file("\u00e9/I", "upper")
                            .file("\u00e9/i", "lower")
                            .hardLink("link", "\u00e9/i"),
                    Compression.GZIP)
            .layer(layer().whiteout("\u00e9/I").dir("t/").mode(01777).symlink("t/s", "/nowhere"), Compression.GZIP);

    private static final String[] TREE = {"t/ 1777", "t/s -> /nowhere", "\u00e9/", "\u00e9/i=lower", "link => \u00e9/i"
    };

    @ParameterizedTest
    @EnumSource
    @DisplayName("A30 an archive from a stream gives the same bytes as from a file")
    void streamAndFile(ArchiveDialect dialect) throws IOException {
        Path archive = dialect.write(image, directory);
        byte[] fromFile = squashArchive(archive).output();
        if (!dialect.isDirectory()) {
            assertArrayEquals(
                    fromFile, squashArchive(Files.readAllBytes(archive)).output());
        }
    }

    @Test
    @DisplayName(
            "A31 the bytes depend on nothing but the input: not on place, time zone, locale or temporary directory")
    void sameBytesElsewhere() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        byte[] here = squashArchive(archive).output();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path there = SquashAlone.run(
                archive, elsewhere, Map.of("LANG", "C", "LC_ALL", "C", "TZ", "Asia/Kathmandu", "TMPDIR", "."));
        assertArrayEquals(here, Files.readAllBytes(there));
    }

    @Test
    @DisplayName("A32 an image with nothing left has one layer of two empty blocks")
    void nothingLeft() throws IOException {
        ImageBuilder emptied = image("app:1").layer(layer().file("a", "A")).layer(layer().whiteout("a"));
        ArchiveSquashing squashed = squashArchive(ArchiveDialect.DOCKER_25.members(emptied));
        assertArrayEquals(new byte[1024], squashed.written().layer());
        ArchiveSquashing none = squashArchive(ArchiveDialect.DOCKER_25.members(image("app:1")));
        assertArrayEquals(new byte[1024], none.written().layer());
    }

    /** That the engines show the same tree as of the input is tested where engines are. */
    @ParameterizedTest
    @EnumSource(Preferences.Trust.class)
    @DisplayName("A33 the output is read as Docker's archive and as OCI's, and has the same tree")
    void outputIsReadAgain(Preferences.Trust trust) {
        ArchiveSquashing once =
                squashArchive(ArchiveDialect.DOCKER_LEGACY.members(image)).hasTree(TREE);
        squashArchive(
                        once.output(),
                        request -> request.withSelection(new Selection.OneImage(
                                new WantedImage(Optional.empty(), Preferences.trusting(trust)).on(Platform.ANY))))
                .hasTree(TREE)
                .isNamed("docker.io/library/app:1")
                .warns();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_LEGACY", "PODMAN_OCI"})
    @DisplayName("A34 squashing the output gives the same layer")
    void squashedTwice(ArchiveDialect dialect) throws IOException {
        ArchiveSquashing once = squashArchive(dialect.members(image));
        ArchiveSquashing twice = squashArchive(once.output());
        assertArrayEquals(once.written().layer(), twice.written().layer());
        assertEquals(
                once.config().at("/rootfs").toString(),
                twice.config().at("/rootfs").toString());
    }
}
