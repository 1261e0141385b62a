// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.OutputStream;

/** Stores the content as it is. */
final class PlainEncoder implements BlobEncoder {
    private final ContentSize size;
    private final OutputStream out;

    PlainEncoder(ContentSize size, OutputStream out) {
        this.size = size;
        this.out = out;
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        size.add(length);
        out.write(buffer, start, length);
    }

    @Override
    public void finish() {
        size.requireComplete();
    }

    @Override
    public void close() {
        // Holds neither threads nor memory.
    }
}
