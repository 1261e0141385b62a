// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A blob whose first bytes are read only once, because each read would be a request. */
final class CachedHead implements Blob {
    private final Blob blob;
    private byte[] head = {};

    CachedHead(Blob blob) {
        this.blob = blob;
    }

    @Override
    public long size() {
        return blob.size();
    }

    @Override
    public synchronized byte[] head(int length) throws IOException {
        if (head.length < Math.min(length, size())) {
            head = blob.head(length);
        }
        return Arrays.copyOf(head, Math.min(length, head.length));
    }

    @Override
    public InputStream stream() {
        return blob.stream();
    }
}
