// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.InvalidImageException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    @ParameterizedTest
    @CsvSource({
        "GZIP, 1f8b0800000000000000",
        "GZIP, 1f8b",
        "ZSTD, 28b52ffd0458",
        "ZSTD, 502a4d1800000000",
        "ZSTD, 5f2a4d1800000000",
        "NONE, 602a4d1800000000",
        "NONE, 28b52f",
        "NONE, 1f",
        "NONE, ''",
        "NONE, 6574632f00000000",
        "NONE, 425a683900000000000000"
    })
    void isRecognisedByMagic(Compression expected, String head) throws InvalidImageException {
        byte[] bytes = HexFormat.of().parseHex(head);
        assertEquals(expected, Compression.detect(bytes, bytes.length, "blob"));
    }

    @Test
    void bytesPastTheLengthAreNotLookedAt() throws InvalidImageException {
        assertEquals(Compression.NONE, Compression.detect(HexFormat.of().parseHex("1f8b0800"), 1, "blob"));
    }

    @ParameterizedTest
    @CsvSource({"xz, fd377a585a000004", "bzip2, 425a6839314159265359", "bzip2, 425a6839177245385090"})
    void otherCompressionsAreRefusedByName(String name, String head) {
        byte[] bytes = HexFormat.of().parseHex(head);
        InvalidImageException refused =
                assertThrows(InvalidImageException.class, () -> Compression.detect(bytes, bytes.length, "blob 7"));
        assertEquals("blob 7: " + name + " compression is not supported, only gzip and zstd", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0, 0, 0, ''", "GZIP, 1, 6, 12, +gzip", "ZSTD, 1, 3, 22, +zstd"})
    void levelsAndSuffixes(Compression compression, int lowest, int usual, int highest, String suffix) {
        assertEquals(usual, compression.defaultLevel());
        assertEquals(suffix, compression.suffix());
        assertDoesNotThrow(() -> compression.requireLevel(lowest));
        assertDoesNotThrow(() -> compression.requireLevel(highest));
        assertThrows(IllegalArgumentException.class, () -> compression.requireLevel(lowest - 1));
        assertThrows(IllegalArgumentException.class, () -> compression.requireLevel(highest + 1));
    }

    @ParameterizedTest
    @EnumSource
    void levelOutOfRangeIsNamedWithTheRange(Compression compression) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> compression.requireLevel(23));
        String message = refused.getMessage();
        assertTrue(message.startsWith("level 23 is outside of "), message);
        assertTrue(message.endsWith(" for " + compression), message);
    }
}
