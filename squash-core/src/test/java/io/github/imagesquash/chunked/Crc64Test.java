// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checksum of tar-split data is the CRC-64 that Go calls ISO. */
class Crc64Test {
    private static byte[] of(byte[] bytes, int step) {
        Crc64 checksum = new Crc64();
        for (int at = 0; at < bytes.length; at += step) {
            checksum.update(bytes, at, Math.min(step, bytes.length - at));
        }
        return checksum.value();
    }

    /** The check value in the catalogue of CRCs, under the name CRC-64/GO-ISO. */
    @Test
    void hasTheCheckValueOfTheCatalogue() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals("b90956c775a41001", HexFormat.of().formatHex(of(digits, 9)));
    }

    @Test
    void isZeroForNoBytes() {
        assertArrayEquals(new byte[8], of(new byte[0], 1));
    }

    @Test
    void sizesOfPiecesDoNotShow() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        for (int step : new int[] {1, 7, 31, 32, 33, 64, 999}) {
            assertArrayEquals(of(bytes, 1000), of(bytes, step), "step: " + step);
        }
    }
}
