// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes the checksums of mutated headers fit again, without which a fuzzer hardly gets past the first one. */
final class TarRepair {
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;
    private static final byte[] USTAR = "ustar".getBytes(StandardCharsets.US_ASCII);

    private TarRepair() {}

    /** The tar with the checksum right in each block that has the magic of a header. */
    static byte[] checksums(byte[] tar) {
        byte[] repaired = tar.clone();
        for (int at = 0; at + BLOCK <= repaired.length; at += BLOCK) {
            if (Arrays.equals(repaired, at + MAGIC, at + MAGIC + USTAR.length, USTAR, 0, USTAR.length)) {
                checksum(repaired, at);
            }
        }
        return repaired;
    }

    private static void checksum(byte[] tar, int block) {
        Arrays.fill(tar, block + CHECKSUM, block + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = block; i < block + BLOCK; i++) {
            sum += tar[i] & 0xff;
        }
        byte[] digits = String.format("%06o\0", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, block + CHECKSUM, digits.length);
    }
}
