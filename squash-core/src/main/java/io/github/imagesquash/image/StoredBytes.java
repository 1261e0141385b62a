// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** A layer's stored blob, hashed and counted while it is read. */
final class StoredBytes extends InputStream {
    private final InputStream in;
    private final Optional<MessageDigest> hash;
    private final ByteMeter meter;

    StoredBytes(InputStream in, Optional<MessageDigest> hash, ByteMeter meter) {
        this.in = in;
        this.hash = hash;
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int n = in.read(buffer, start, length);
        if (n > 0) {
            hash.ifPresent(digest -> digest.update(buffer, start, n));
            meter.passed(n);
        }
        return n;
    }

    /** Reads the bytes that a decompressor left, because it failed or stopped early. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
