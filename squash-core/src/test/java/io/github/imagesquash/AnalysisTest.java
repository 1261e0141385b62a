// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An analysis as a whole. */
class AnalysisTest {
    private static final ImageBuilder IMAGE = image("app:1")
            .layer(layer().file("a", "content of a"))
            .layer(layer().file("b", "B").whiteout("a"));

    @TempDir
    Path directory;

    private static AnalysisReport analyse(Path archive, boolean check) throws IOException {
        return Analysis.run(AnalysisRequest.of(new Source.Archive(archive)).withCheck(check), ProgressListener.NONE);
    }

    /** An archive whose layers are not compressed, with another content than its digests say. */
    private Path changed() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(IMAGE, directory);
        String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        return Files.writeString(archive, bytes.replace("content of a", "CONTENT of a"), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void everyArchiveIsUnderstood(ArchiveDialect dialect) throws IOException {
        AnalysisReport report = analyse(dialect.write(IMAGE, directory), true);
        assertEquals(12, report.analysis().lostBytes());
        assertEquals(2, report.image().layers());
        assertTrue(report.checked());
    }

    @Test
    void payloadIsNotReadUnlessAskedFor() throws IOException {
        AnalysisReport report = analyse(changed(), false);
        assertEquals(12, report.analysis().lostBytes());
        assertFalse(report.checked());
    }

    @Test
    void digestsAreVerifiedIfAskedFor() throws IOException {
        Path archive = changed();
        String message = assertThrows(InvalidImageException.class, () -> analyse(archive, true))
                .getMessage();
        assertTrue(message.startsWith(archive + ": layer 1 of 2"), message);
        assertTrue(message.contains("diff ID"), message);
    }

    @Test
    void whatSquashWouldWriteIsPlanned() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(IMAGE, directory);
        AnalysisReport report = analyse(archive, false);
        long after = Squash.run(
                        SquashRequest.of(
                                new Source.Archive(archive), new Destination.Archive(directory.resolve("new"))),
                        ProgressListener.NONE)
                .only()
                .after()
                .uncompressedBytes();
        assertEquals(after, report.squashedBytes());
        assertEquals(report.image().uncompressedBytes() - after, report.reclaimableBytes());
    }

    @Test
    void warningsAreThoseOfTheLayers() throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("a", "A").file("a", "A"));
        AnalysisReport report = analyse(ArchiveDialect.DOCKER_25.write(image, directory), false);
        assertEquals(
                Warning.Kind.DUPLICATE_ENTRY,
                report.warnings().getFirst().first().kind());
    }

    @Test
    void aLayerThatEndsTooEarlyIsRefused() throws IOException {
        byte[] whole = layer().file("a", "content").toBytes();
        ImageBuilder image = image("app:1").layer(Arrays.copyOf(whole, 515), Compression.NONE);
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        assertThrows(InvalidImageException.class, () -> analyse(archive, false));
    }
}
