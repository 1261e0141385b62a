// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.fixture.ExternalTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the zstd encoder writes, judged by other implementations (RFC 8878, 3.1.1). */
class ZstdFormatTest {
    private static final int DESCRIPTOR = 4;
    private static final int CHECKSUM_FLAG = 1 << 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500_000, 20_000_000})
    void contentIsOneFrameThatNamesItsSize(int size) throws IOException {
        byte[] stored = Codec.encode(Compression.ZSTD, SampleContent.mixed(size));
        assertEquals("28b52ffd", HexFormat.of().formatHex(stored, 0, DESCRIPTOR));
        assertEquals(stored.length, Zstd.findFrameCompressedSize(stored));
        assertEquals(size, Zstd.getFrameContentSize(stored));
    }

    @Test
    void frameHasAChecksum() throws IOException {
        byte[] stored = Codec.encode(Compression.ZSTD, SampleContent.text(1000));
        assertEquals(CHECKSUM_FLAG, stored[DESCRIPTOR] & CHECKSUM_FLAG);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 19})
    void zstdAcceptsAndReadsIt(int level) throws IOException, InterruptedException {
        byte[] content = SampleContent.mixed(2_000_000);
        String file = Files.write(
                        directory.resolve("blob.zst"), Codec.encode(Compression.ZSTD, level, 2, content, 1 << 16))
                .toString();
        ExternalTool.run(directory, "zstd", "-q", "-t", file);
        assertArrayEquals(content, ExternalTool.run(directory, "zstd", "-q", "-dc", file));
    }

    @Test
    void zstdListsOneFrameAndNoSkippableOne() throws IOException, InterruptedException {
        byte[] stored = Codec.encode(Compression.ZSTD, SampleContent.mixed(20_000_000));
        String file = Files.write(directory.resolve("blob.zst"), stored).toString();
        String listing = new String(ExternalTool.run(directory, "zstd", "-lv", file), StandardCharsets.UTF_8);
        assertTrue(listing.contains("# Zstandard Frames: 1\n"), listing);
        assertTrue(listing.contains("Check: XXH64"), listing);
        assertTrue(!listing.contains("Skippable"), listing);
    }
}
