// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveKindTest {
    @TempDir
    Path directory;

    private static Set<ArchiveKind> kindsOf(ArchiveDialect dialect) {
        return switch (dialect) {
            case DOCKER_LEGACY, PODMAN_DOCKER, CRANE -> EnumSet.of(ArchiveKind.ANY, ArchiveKind.DOCKER_ARCHIVE);
            case DOCKER_25, DOCKER_25_SHUFFLED, CONTAINERD_STORE, BUILDX_DOCKER ->
                EnumSet.of(ArchiveKind.ANY, ArchiveKind.DOCKER_ARCHIVE, ArchiveKind.OCI_ARCHIVE);
            case PODMAN_OCI, BUILDX_OCI -> EnumSet.of(ArchiveKind.ANY, ArchiveKind.OCI_ARCHIVE);
            case OCI_DIRECTORY -> EnumSet.of(ArchiveKind.ANY, ArchiveKind.OCI_LAYOUT);
            case DIR -> EnumSet.of(ArchiveKind.ANY, ArchiveKind.DIR);
        };
    }

    private Path written(ArchiveDialect dialect) throws IOException {
        return dialect.write(image("app:1").layer(layer().file("a", "A")), directory);
    }

    @ParameterizedTest
    @EnumSource
    void archiveIsOfItsKindsAlone(ArchiveDialect dialect) throws IOException {
        Path archive = written(dialect);
        for (ArchiveKind kind : ArchiveKind.values()) {
            try (Spool spool = new Spool(directory);
                    ImageArchive opened = open(archive, spool)) {
                if (kindsOf(dialect).contains(kind)) {
                    assertSame(opened, opened.require(kind));
                } else {
                    assertThrows(UnmetRequestException.class, () -> opened.require(kind), kind::name);
                }
            }
        }
    }

    @Test
    void refusalSaysWhatIsExpectedAndWhatIsThere() throws IOException {
        Path archive = written(ArchiveDialect.PODMAN_OCI);
        try (Spool spool = new Spool(directory);
                ImageArchive opened = open(archive, spool)) {
            UnmetRequestException refusal =
                    assertThrows(UnmetRequestException.class, () -> opened.require(ArchiveKind.DOCKER_ARCHIVE));
            assertEquals(
                    archive
                            + ": kind: expected a docker-archive, which has Docker's manifest.json in one file, found an"
                            + " OCI layout in one file",
                    refusal.getMessage());
        }
    }

    private static ImageArchive open(Path archive, Spool spool) throws IOException {
        return ImageArchive.open(archive, spool, Limits.DEFAULT, ByteMeter.NONE, new Warnings());
    }
}
