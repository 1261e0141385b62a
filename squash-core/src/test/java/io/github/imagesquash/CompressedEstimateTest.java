// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.CompressedEstimate;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of sizes after compression, compared with what squash then writes. */
class CompressedEstimateTest {
    private static final int LARGE = 1_000_000;

    @TempDir
    Path directory;

    private final Set<Stage> stages = new HashSet<>();

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_OCI.write(image, directory);
    }

    private AnalysisReport analysis(Path archive, Extra... extras) throws IOException {
        return Analysis.run(AnalysisRequest.of(new Source.Archive(archive)).withExtras(extras), event -> {
            if (event instanceof Started started) {
                stages.add(started.stage());
            }
        });
    }

    private CompressedEstimate estimate(Path archive) throws IOException {
        return analysis(archive, Extra.ESTIMATE).estimate().orElseThrow();
    }

    private SquashReport squashed(Path archive, CompressedEstimate alike) throws IOException {
        Destination result = new Destination.Archive(directory.resolve("new.tar"));
        Encoding encoding = new Encoding.Chosen(alike.compression(), alike.level());
        return Squash.run(
                        SquashRequest.of(new Source.Archive(archive), result).withEncoding(encoding),
                        ProgressListener.NONE)
                .only();
    }

    private static byte[] noise(int seed) {
        byte[] bytes = new byte[LARGE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"GZIP, GZIP, 6", "ZSTD, ZSTD, 3", "NONE, ZSTD, 3"})
    void theSquashedSizeIsWhatSquashWrites(Compression stored, Compression expected, int level) throws IOException {
        Path archive = archive(image("app:1")
                .layer(layer().file("a", noise(1)).file("b", "text".repeat(LARGE)), stored)
                .layer(layer().whiteout("a").file("c", "more text".repeat(LARGE)), stored));
        CompressedEstimate estimate = estimate(archive);
        assertEquals(expected, estimate.compression());
        assertEquals(level, estimate.level());
        assertEquals(squashed(archive, estimate).after().storedBytes(), estimate.squashedBytes());
    }

    /** What squash wrote, it would write again: the layer is then compressed as its squashed form is. */
    @Test
    void anImageThatSquashWroteGivesNothingBack() throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("b", "text".repeat(LARGE)), Compression.GZIP));
        SquashReport written = squashed(archive, estimate(archive));
        CompressedEstimate again = estimate(directory.resolve("new.tar"));
        assertEquals(written.after().storedBytes(), again.layersBytes());
        assertEquals(written.after().storedBytes(), again.squashedBytes());
        assertEquals(0, again.reclaimableBytes());
    }

    /** Both layers have the same ratio as a whole, and lose a megabyte before compression. */
    @Test
    void whatIsLostCountsByHowItCompresses() throws IOException {
        ImageBuilder noiseLost = image("app:1")
                .layer(layer().file("noise", noise(2)).file("zeros", new byte[LARGE]))
                .layer(layer().whiteout("noise"));
        ImageBuilder zerosLost = image("app:1")
                .layer(layer().file("noise", noise(2)).file("zeros", new byte[LARGE]))
                .layer(layer().whiteout("zeros"));
        long noise = estimate(archive(noiseLost)).reclaimableBytes();
        long zeros = estimate(archive(zerosLost)).reclaimableBytes();
        assertTrue(noise >= LARGE, noise + " bytes");
        assertTrue(zeros > 0 && zeros < 2000, zeros + " bytes");
    }

    @Test
    void nothingIsCompressedUnlessAskedFor() throws IOException {
        Path archive = archive(image("app:1").layer(layer().file("a", "A")));
        assertTrue(analysis(archive).estimate().isEmpty());
        assertEquals(Set.of(Stage.READ), stages);
    }
}
