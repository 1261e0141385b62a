// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

/**
 * Numbers of fixed width: octal text, or GNU's base-256 for numbers that are negative or too large. Accepts what Go's
 * {@code archive/tar} accepts, because every container engine reads layers with it.
 */
final class NumberField {
    private NumberField() {}

    static long parse(byte[] block, int offset, int width) throws MalformedTarException {
        return block[offset] < 0 ? parseBinary(block, offset, width) : parseOctal(block, offset, offset + width);
    }

    /** Digits with spaces or NULs around them; what follows a NUL after the digits is ignored; blank is 0. */
    static long parseOctal(byte[] block, int from, int end) throws MalformedTarException {
        int at = from;
        while (at < end && isPadding(block[at])) {
            at++;
        }
        long number = 0;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            number = number << 3 | block[at] - '0';
            at++;
        }
        if (at < end && block[at] != 0) {
            requirePadding(block, at, end);
        }
        return number;
    }

    /** Writes octal digits with leading zeros and a final NUL. */
    static void putOctal(byte[] block, int offset, int width, long number) {
        long rest = number;
        for (int i = offset + width - 2; i >= offset; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        block[offset + width - 1] = 0;
    }

    /** Two's complement, big-endian; the first bit marks the form, the second is the sign. */
    private static long parseBinary(byte[] block, int offset, int width) throws MalformedTarException {
        int inversion = (block[offset] & 0x40) == 0 ? 0 : 0xff;
        long number = (block[offset] ^ inversion) & 0x7f;
        for (int i = offset + 1; i < offset + width; i++) {
            if (number >>> 55 != 0) {
                throw new MalformedTarException("number field exceeds 64 bits");
            }
            number = number << 8 | (block[i] ^ inversion) & 0xff;
        }
        return inversion == 0 ? number : ~number;
    }

    private static void requirePadding(byte[] block, int from, int end) throws MalformedTarException {
        for (int i = from; i < end; i++) {
            if (!isPadding(block[i])) {
                throw new MalformedTarException("number field is not octal");
            }
        }
    }

    private static boolean isPadding(byte b) {
        return b == ' ' || b == 0;
    }
}
