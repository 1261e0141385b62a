// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.hostile;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that are no sizes. What the tar codec says to them by itself is in its own tests. */
class HostileSizesTest {

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE - 512, Long.MAX_VALUE})
    void sparseFilesCountAtFullSize(long size) {
        squash(allHole(layer(), "s", size)).isRefused("uncompressed bytes", "--max-size raises the limit");
    }

    /** The sum of their sizes is beyond 64 bits, and must not be taken for a small one. */
    @Test
    void sizesOfSeveralLayersDoNotOverflowTheLimit() {
        squash(
                        allHole(layer(), "a", Long.MAX_VALUE),
                        allHole(layer(), "b", Long.MAX_VALUE),
                        allHole(layer(), "c", Long.MAX_VALUE))
                .isRefused("--max-size raises the limit");
    }

    /** 40 entries want 80,000 directories; 2,500 of them, 60 kB compressed, wanted five million and 6 GB of memory. */
    @Test
    void directoriesThatNoEntryDescribesAreBounded() {
        LayerBuilder deep = layer();
        for (int i = 0; i < 40; i++) {
            deep.file(i + "/" + "d/".repeat(2030) + "f", "");
        }
        squash(deep).isRefused("directories that no entry describes", "more than 64 MiB");
    }

    @Test
    void aHundredThousandDirectoriesThatNoEntryDescribesAreNone() {
        LayerBuilder flat = layer();
        for (int i = 0; i < 2_000; i++) {
            flat.file("app/lib/" + i + "/" + "a/".repeat(50) + "f", "");
        }
        assertEquals(2_000 * 52 + 2, squash(flat).lines().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 1L << 40, Long.MAX_VALUE})
    void filesThatAreNotThereAreRefused(long size) {
        squash(layer().file("f", "").base256().sizeField(size)).isRefused("entry \"f\"");
    }

    @Test
    void layersThatShrinkToAHundredthAreWarnedOf() throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("zeros", new byte[65 << 20]), Compression.GZIP);
        Source source = new Source.Stream(
                new ByteArrayInputStream(
                        ArchiveDialect.BUILDX_OCI.members(image).toBytes()),
                "old.tar");
        SquashReport report = Squash.run(
                        SquashRequest.of(source, new Destination.Stream(OutputStream.nullOutputStream())),
                        ProgressListener.NONE)
                .only();
        assertEquals(
                Warning.Kind.HIGH_RATIO, report.warnings().getFirst().first().kind());
    }

    private static LayerBuilder allHole(LayerBuilder layer, String name, long size) {
        return layer.file(name, "0\n" + "\0".repeat(510))
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .pax("GNU.sparse.realsize", Long.toString(size));
    }
}
