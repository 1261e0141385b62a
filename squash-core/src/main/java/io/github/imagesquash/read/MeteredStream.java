// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.ByteMeter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts all bytes that are read. Closing it leaves the underlying stream open, which belongs to the caller. */
final class MeteredStream extends FilterInputStream {
    private final ByteMeter meter;

    MeteredStream(InputStream in, ByteMeter meter) {
        super(in);
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        meter.passed(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int read = super.read(buffer, start, length);
        meter.passed(Math.max(0, read));
        return read;
    }

    @Override
    public void close() {
        // The caller closes it.
    }
}
