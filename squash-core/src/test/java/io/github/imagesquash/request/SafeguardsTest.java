// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.Growth.Basis;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.request.Safeguards.Largest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a result back. */
class SafeguardsTest {
    /** The second layer takes 2000 of the first one's 2500 bytes away. */
    private static final ImageBuilder WASTEFUL = image("app:1")
            .layer(layer().file("a", "a".repeat(2000)).file("b", "b".repeat(500)))
            .layer(layer().whiteout("a"));

    @TempDir
    Path directory;

    private Path output() {
        return directory.resolve("new.tar");
    }

    private SquashReport squash(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        Path archive = ArchiveDialect.CONTAINERD_STORE.write(image, Files.createTempDirectory(directory, "in"));
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output()));
        return Squash.run(change.apply(request), ProgressListener.NONE).only();
    }

    private RefusedException refused(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        RefusedException refusal = assertThrows(RefusedException.class, () -> squash(image, change));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(), left.filter(path -> !Files.isDirectory(path)).toList());
        }
        return refusal;
    }

    private static UnaryOperator<SquashRequest> with(boolean dryRun, Largest largest, Gate... gates) {
        return request -> request.withSafeguards(new Safeguards(dryRun, largest, List.of(gates)));
    }

    @Nested
    class DryRun {
        private final UnaryOperator<SquashRequest> dry = with(true, Largest.ABOUT_THE_SOURCE);

        @Test
        void reportsWhatARealRunDoesAndWritesNothing() throws IOException {
            SquashReport tried = squash(WASTEFUL, dry);
            assertFalse(Files.exists(output()));
            SquashReport done = squash(WASTEFUL, UnaryOperator.identity());
            assertTrue(Files.exists(output()));
            assertEquals(done.after(), tried.after());
            assertEquals(done.descriptor(), tried.descriptor());
            assertTrue(tried.verified());
        }

        @Test
        void leavesAnOlderFileAlone() throws IOException {
            Files.writeString(output(), "old");
            squash(WASTEFUL, dry);
            assertEquals("old", Files.readString(output()));
        }

        @Test
        void makesNoDirectory() throws IOException {
            Path layout = directory.resolve("layout");
            squash(WASTEFUL, request -> {
                SquashRequest other = SquashRequest.of(request.source(), new Destination.Layout(layout));
                return dry.apply(other);
            });
            assertFalse(Files.exists(layout));
        }
    }

    @Nested
    class NeverWorse {
        /** Content that does not shrink, and directories without entries of their own. */
        private final ImageBuilder packed = image("app:1").layer(deep(200).toBytes(), Compression.GZIP);

        private static LayerBuilder deep(int directories) {
            LayerBuilder layer = layer();
            for (int i = 0; i < directories; i++) {
                layer.file("d" + i + "/f", "");
            }
            return layer;
        }

        private static byte[] random(int size) {
            byte[] bytes = new byte[size];
            new Random(1).nextBytes(bytes);
            return bytes;
        }

        @Test
        void aResultThatIsLargerIsRefusedWithItsSize() throws IOException {
            ImageBuilder image = image("app:1").layer(deep(200));
            Reason reason = refused(image, UnaryOperator.identity()).reason();
            assertEquals(new Reason.Larger(new Growth(Basis.STORED, 103_424, 205_824)), reason);
        }

        @Test
        void aFewHeadersMoreAreNoReason() throws IOException {
            SquashReport report = squash(image("app:1").layer(deep(100)), UnaryOperator.identity());
            assertEquals(new Growth(Basis.STORED, 52_224, 103_424), report.growth());
            assertTrue(report.growth().isLarger());
        }

        @Test
        void theyAreWhereNotAByteMayBeAdded() throws IOException {
            refused(image("app:1").layer(deep(1)), with(false, Largest.THE_SOURCE));
        }

        @Test
        void itIsWrittenIfThatIsAllowed() throws IOException {
            squash(image("app:1").layer(deep(200)), with(false, Largest.ANY));
            assertTrue(Files.exists(output()));
        }

        @Test
        void aDryRunEndsAsARealOneWould() throws IOException {
            refused(image("app:1").layer(deep(200)), with(true, Largest.ABOUT_THE_SOURCE));
        }

        @Test
        void compressedLayersAreComparedAsTheyAreStored() throws IOException {
            assertEquals(
                    Basis.STORED,
                    squash(packed, UnaryOperator.identity()).growth().basis());
        }

        @Test
        void layersThatAreToBeUncompressedAreComparedBeforeCompression() throws IOException {
            ImageBuilder image = image("app:1")
                    .layer(layer().file("a", "a".repeat(1_000_000)), Compression.GZIP)
                    .layer(layer().whiteout("b"), Compression.GZIP);
            SquashReport report =
                    squash(image, request -> request.withEncoding(new Encoding.Chosen(Compression.NONE, 0)));
            assertEquals(Basis.UNCOMPRESSED, report.growth().basis());
            assertTrue(report.after().storedBytes() > 100 * report.before().storedBytes());
            assertFalse(report.growth().isLarger());
        }

        @Test
        void compressingWhatWasNotIsNoGrowth() throws IOException {
            SquashReport report = squash(
                    image("app:1").layer(layer().file("a", random(100_000))),
                    request -> request.withEncoding(new Encoding.Chosen(Compression.ZSTD, 3)));
            assertEquals(Basis.UNCOMPRESSED, report.growth().basis());
        }
    }

    @Nested
    class Gates {
        @Test
        void anImageThatPassesIsWritten() throws IOException {
            squash(WASTEFUL, with(false, Largest.ANY, new Gate.Wasted("w", 2000), new Gate.Efficiency("e", 0.2)));
            assertTrue(Files.exists(output()));
        }

        @Test
        void nothingIsWrittenIfOneFails() throws IOException {
            RefusedException refusal = refused(
                    WASTEFUL, with(false, Largest.ANY, new Gate.Wasted("w", 1999), new Gate.Efficiency("e", 0.2)));
            assertEquals(
                    new Reason.GateFailed(
                            "linux/amd64",
                            List.of(
                                    new Gate.Verdict("w", false, new Gate.Figure.Bytes(2000)),
                                    new Gate.Verdict("e", true, new Gate.Figure.Ratio(0.2)))),
                    refusal.reason());
        }

        @Test
        void divesRulesAreJudgedByDivesFigures() throws IOException {
            refused(WASTEFUL, with(false, Largest.ANY, new Gate.DiveEfficiency("e", 0.21)));
            refused(WASTEFUL, with(false, Largest.ANY, new Gate.DiveWastedBytes("b", 1999)));
            squash(
                    WASTEFUL,
                    with(
                            false,
                            Largest.ANY,
                            new Gate.DiveEfficiency("e", 0.2),
                            new Gate.DiveWastedBytes("b", 2000),
                            new Gate.DiveUserWasted("u", 0)));
        }

        @Test
        void ratiosAreBetween0And1() {
            assertThrows(IllegalArgumentException.class, () -> new Gate.Efficiency("e", 95));
            assertThrows(IllegalArgumentException.class, () -> new Gate.DiveUserWasted("u", -0.1));
        }
    }
}
