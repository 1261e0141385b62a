// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stored bytes depend on nothing but content, compression and level. */
class EncoderDeterminismTest {
    /** More than one segment of gzip and, at the lower levels, more than one job of zstd. */
    private static final int SIZE = 20_000_000;

    @ParameterizedTest
    @CsvSource({"NONE, 0", "GZIP, 1", "GZIP, 6", "ZSTD, 1", "ZSTD, 3", "ZSTD, 7"})
    void numberOfThreadsDoesNotShow(Compression compression, int level) throws IOException {
        byte[] content = SampleContent.mixed(SIZE);
        byte[] byOne = Codec.encode(compression, level, 1, content, 1 << 17);
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(
                    byOne, Codec.encode(compression, level, threads, content, 1 << 17), "threads: " + threads);
        }
    }

    @ParameterizedTest
    @EnumSource
    void numberOfThreadsDoesNotShowForSmallContent(Compression compression) throws IOException {
        for (int size : new int[] {0, 1, 1000, 500_000, 600_000, 1 << 20}) {
            byte[] content = SampleContent.mixed(size);
            byte[] byOne = Codec.encode(compression, compression.defaultLevel(), 1, content, 1 << 16);
            byte[] byThree = Codec.encode(compression, compression.defaultLevel(), 3, content, 1 << 16);
            assertArrayEquals(byOne, byThree, "size: " + size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizeOfWritesDoesNotShow(Compression compression) throws IOException {
        byte[] content = SampleContent.mixed(3 << 20);
        byte[] atOnce = Codec.encode(compression, compression.defaultLevel(), 2, content, content.length);
        for (int writeSize : new int[] {512, 4097, 1 << 20, (1 << 20) + 1}) {
            byte[] cut = Codec.encode(compression, compression.defaultLevel(), 2, content, writeSize);
            assertArrayEquals(atOnce, cut, "write size: " + writeSize);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizeOfWritesDoesNotShowForSmallContent(Compression compression) throws IOException {
        byte[] content = SampleContent.mixed(400_000);
        byte[] atOnce = Codec.encode(compression, compression.defaultLevel(), 2, content, content.length);
        byte[] bytewise = Codec.encode(compression, compression.defaultLevel(), 2, content, 1);
        assertArrayEquals(atOnce, bytewise);
    }
}
