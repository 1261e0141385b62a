// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.util.zip.CRC32;

/** The header of a gzip member (RFC 1952, 2.3), of which only the end is kept. */
final class GzipHeader {
    private static final int DEFLATE = 8;
    private static final int HAS_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;
    /** Time (4 bytes), hints on the compression (1) and operating system (1). */
    private static final int UNUSED_BYTES = 6;

    private final GzipInput in;
    private final String where;
    private final CRC32 checksum = new CRC32();

    private GzipHeader(GzipInput in, String where) {
        this.in = in;
        this.where = where;
    }

    /** Reads a header up to the first byte of its deflate data; the magic is known to be there. */
    static void skip(GzipInput in, String where) throws IOException {
        new GzipHeader(in, where).skip();
    }

    private void skip() throws IOException {
        skipBytes(2);
        int method = in.nextByte(checksum);
        if (method != DEFLATE) {
            throw new InvalidImageException(where, "unknown gzip method " + method);
        }
        int flags = in.nextByte(checksum);
        if ((flags & RESERVED) != 0) {
            throw new InvalidImageException(where, "unknown gzip flags 0x" + Integer.toHexString(flags));
        }
        skipBytes(UNUSED_BYTES);
        if ((flags & HAS_EXTRA) != 0) {
            skipBytes(in.nextByte(checksum) | in.nextByte(checksum) << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            checkChecksum();
        }
    }

    private void skipBytes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            in.nextByte(checksum);
        }
    }

    private void skipText() throws IOException {
        int character;
        do {
            character = in.nextByte(checksum);
        } while (character != 0);
    }

    private void checkChecksum() throws IOException {
        int expected = (int) checksum.getValue() & 0xffff;
        if (in.nextShort() != expected) {
            throw new InvalidImageException(where, "gzip header checksum does not match");
        }
    }
}
