// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream over {@link PositionedBytes}, from the beginning. Unbuffered: read from it in large pieces. Closing it does
 * nothing.
 */
public class PositionedStream extends InputStream {
    private final PositionedBytes bytes;
    private long position;

    /** Begins at the first byte. */
    public PositionedStream(PositionedBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = bytes.read(position, buffer, start, length);
        position += Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, bytes.size() - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, bytes.size() - position);
    }
}
