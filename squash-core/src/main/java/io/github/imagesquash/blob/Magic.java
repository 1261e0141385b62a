// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import java.util.Arrays;
import java.util.HexFormat;

/** The first bytes of the compressed formats that appear as layers. */
final class Magic {
    /** The number of bytes that distinguish all formats. */
    static final int LONGEST = 10;

    private static final byte[] GZIP = bytes("1f8b");
    private static final byte[] ZSTD = bytes("28b52ffd");
    /** A skippable frame's magic, in which the low four bits of the first byte are free (RFC 8878, 3.1.2). */
    private static final byte[] ZSTD_SKIPPABLE = bytes("502a4d18");

    private static final byte[] XZ = bytes("fd377a585a00");
    private static final byte[] BZIP2 = bytes("425a68");
    /** Follows bzip2's level digit. Without it a tar whose first entry is named {@code BZh9} would be taken for bzip2. */
    private static final byte[] BZIP2_BLOCK = bytes("314159265359");

    private static final byte[] BZIP2_END = bytes("177245385090");

    private Magic() {}

    static Compression detect(byte[] head, int length, String where) throws InvalidImageException {
        byte[] start = Arrays.copyOf(head, Math.min(length, LONGEST));
        if (isAt(start, 0, GZIP)) {
            return Compression.GZIP;
        }
        if (isAt(start, 0, ZSTD) || isSkippableFrame(start)) {
            return Compression.ZSTD;
        }
        if (isAt(start, 0, XZ)) {
            throw refused(where, "xz");
        }
        if (isAt(start, 0, BZIP2) && (isAt(start, 4, BZIP2_BLOCK) || isAt(start, 4, BZIP2_END))) {
            throw refused(where, "bzip2");
        }
        return Compression.NONE;
    }

    /** Wider than {@link #detect}: for Docker, three bytes mean bzip2. */
    static boolean isClaimed(byte[] start) {
        return isAt(start, 0, GZIP)
                || isAt(start, 0, ZSTD)
                || isSkippableFrame(start)
                || isAt(start, 0, XZ)
                || isAt(start, 0, BZIP2);
    }

    private static boolean isSkippableFrame(byte[] start) {
        return start.length >= ZSTD_SKIPPABLE.length
                && (start[0] & 0xf0) == ZSTD_SKIPPABLE[0]
                && Arrays.equals(start, 1, 4, ZSTD_SKIPPABLE, 1, 4);
    }

    private static boolean isAt(byte[] start, int offset, byte[] magic) {
        return start.length >= offset + magic.length
                && Arrays.equals(start, offset, offset + magic.length, magic, 0, magic.length);
    }

    private static InvalidImageException refused(String where, String format) {
        return new InvalidImageException(where, format + " compression is not supported, only gzip and zstd");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
