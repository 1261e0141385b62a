// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ExternalTool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gzip encoder writes, judged by other implementations. */
class GzipFormatTest {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    @TempDir
    private Path directory;

    @Test
    void headerCarriesNoNameAndNoTime() throws IOException {
        byte[] stored = Codec.encode(Compression.GZIP, SampleContent.text(100));
        assertEquals("1f8b08000000000000ff", HexFormat.of().formatHex(stored, 0, HEADER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 5 << 20, 6_000_000})
    void contentIsOneDeflateStreamWithNothingAfterIt(int size) throws IOException, DataFormatException {
        byte[] content = SampleContent.mixed(size);
        byte[] stored = Codec.encode(Compression.GZIP, content);
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(stored, HEADER, stored.length - HEADER);
            byte[] inflated = new byte[size + 1];
            assertEquals(size, inflater.inflate(inflated));
            assertTrue(inflater.finished());
            assertEquals(TRAILER, inflater.getRemaining());
            assertArrayEquals(content, Arrays.copyOf(inflated, size));
        }
    }

    @Test
    void readersOfTheFirstMemberReadEverything() throws IOException {
        byte[] content = SampleContent.mixed(5 << 20);
        byte[] stored = Codec.encode(Compression.GZIP, content);
        try (var jdk = new GZIPInputStream(new ByteArrayInputStream(stored));
                var commons = new GzipCompressorInputStream(new ByteArrayInputStream(stored))) {
            assertArrayEquals(content, jdk.readAllBytes());
            assertArrayEquals(content, commons.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 9, 10, 12})
    void gzipAcceptsAndReadsIt(int level) throws IOException, InterruptedException {
        byte[] content = SampleContent.mixed(3_500_000);
        String file = Files.write(
                        directory.resolve("blob.gz"), Codec.encode(Compression.GZIP, level, 2, content, 1 << 16))
                .toString();
        ExternalTool.run(directory, "gzip", "-t", file);
        assertArrayEquals(content, ExternalTool.run(directory, "gzip", "-dc", file));
    }

    @Test
    void higherLevelsAreSmaller() throws IOException {
        byte[] content = SampleContent.text(3_000_000);
        int fast = Codec.encode(Compression.GZIP, 1, 2, content, 1 << 16).length;
        int usual = Codec.encode(Compression.GZIP, 6, 2, content, 1 << 16).length;
        int best = Codec.encode(Compression.GZIP, 12, 2, content, 1 << 16).length;
        assertTrue(fast > usual && usual > best, fast + ", " + usual + ", " + best);
    }
}
