// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Inflated bytes whose number is promised: a bomb ends there. */
final class SizedInput extends FilterInputStream {
    private final long size;
    private long read;

    SizedInput(InputStream in, long size) {
        super(in);
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws IllegalArgumentException if there are more bytes than promised */
    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int n = in.read(buffer, start, length);
        read += Math.max(n, 0);
        if (read > size) {
            throw wrong("more");
        }
        return n;
    }

    /** @throws IllegalArgumentException if there are fewer bytes than promised */
    void requireEnd() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (read != size) {
            throw wrong("only " + read);
        }
    }

    private IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException("size before compression: expected " + size + " bytes, found " + found);
    }
}
