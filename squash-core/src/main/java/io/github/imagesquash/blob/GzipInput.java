// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** The bytes of a gzip stream, some of which an {@link Inflater} consumes. Integers are little-endian. */
final class GzipInput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final String where;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    GzipInput(InputStream in, String where) {
        this.in = in;
        this.where = where;
    }

    /** Whether a byte follows. Asks the source rather than {@code available()}, which many sources report as 0. */
    boolean hasMore() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.readNBytes(buffer, 0, BUFFER));
        return limit > 0;
    }

    /** Whether the next bytes are a gzip member's magic; fewer than two bytes are not. */
    boolean isAtMember() throws IOException {
        if (limit - position < 2 && hasMore()) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
            limit += in.readNBytes(buffer, limit, BUFFER - limit);
        }
        return limit - position >= 2 && (buffer[position] & 0xff) == 0x1f && (buffer[position + 1] & 0xff) == 0x8b;
    }

    int nextByte() throws IOException {
        if (!hasMore()) {
            throw truncated();
        }
        return buffer[position++] & 0xff;
    }

    /** The next byte, which also goes into {@code checksum}. */
    int nextByte(CRC32 checksum) throws IOException {
        int value = nextByte();
        checksum.update(value);
        return value;
    }

    int nextShort() throws IOException {
        return nextByte() | nextByte() << 8;
    }

    long nextInt() throws IOException {
        return nextShort() | (long) nextShort() << 16;
    }

    /** Passes all buffered bytes to {@code inflater}; {@link #takeBack} returns those that it did not need. */
    void feed(Inflater inflater) throws IOException {
        if (!hasMore()) {
            throw truncated();
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    void takeBack(Inflater inflater) {
        position = limit - inflater.getRemaining();
    }

    /** Skips zeros, and returns whether nothing else follows. */
    boolean drainZeros() throws IOException {
        while (hasMore()) {
            if (buffer[position] != 0) {
                return false;
            }
            position++;
        }
        return true;
    }

    /** Skips the rest. */
    void drain() throws IOException {
        do {
            position = limit;
        } while (hasMore());
    }

    private InvalidImageException truncated() {
        return new InvalidImageException(where, "gzip data is truncated");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
