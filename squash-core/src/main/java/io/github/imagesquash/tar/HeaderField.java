// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.util.Arrays;

/** The fields of a 512-byte header block (POSIX ustar, and the GNU and star variants of its last part). */
enum HeaderField {
    NAME(0, 100),
    MODE(100, 8),
    UID(108, 8),
    GID(116, 8),
    SIZE(124, 12),
    MTIME(136, 12),
    CHECKSUM(148, 8),
    TYPE_FLAG(156, 1),
    LINK_NAME(157, 100),
    MAGIC(257, 8),
    DEVICE_MAJOR(329, 8),
    DEVICE_MINOR(337, 8),
    PREFIX(345, 155),
    STAR_PREFIX(345, 131),
    STAR_TRAILER(508, 4),
    GNU_ACCESS_TIME(345, 12),
    GNU_CHANGE_TIME(357, 12),
    GNU_REAL_SIZE(483, 12);

    private final int offset;
    private final int width;

    HeaderField(int offset, int width) {
        this.offset = offset;
        this.width = width;
    }

    int offset() {
        return offset;
    }

    /** Its size, in bytes. */
    int width() {
        return width;
    }

    /** The bytes up to the first NUL, or all of them. */
    byte[] text(byte[] block) {
        int end = offset;
        while (end < offset + width && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    long number(byte[] block) throws MalformedTarException {
        return NumberField.parse(block, offset, width);
    }

    /** Whether {@link #putOctal} can express a number; one digit's place is taken by the final NUL. */
    boolean holds(long number) {
        return number >= 0 && number < 1L << 3 * (width - 1);
    }

    /** Writes octal digits, leading zeros and a final NUL; a number that does not fit becomes 0, as in Go. */
    void putOctal(byte[] block, long number) {
        NumberField.putOctal(block, offset, width, holds(number) ? number : 0);
    }

    /** Writes as much of {@code text} as fits. */
    void putText(byte[] block, byte[] text) {
        System.arraycopy(text, 0, block, offset, Math.min(width, text.length));
    }
}
