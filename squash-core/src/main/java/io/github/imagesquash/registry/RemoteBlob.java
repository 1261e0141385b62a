// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;

/**
 * A blob in a registry. The reader verifies its bytes, not this class.
 *
 * @param request the request that gets it
 * @param where its name in messages
 * @param size in bytes, as its descriptor says
 */
record RemoteBlob(Session session, Request request, String where, long size) implements Blob {

    @Override
    public byte[] head(int length) throws IOException {
        int wanted = (int) Math.min(length, size);
        if (wanted == 0) {
            return new byte[0];
        }
        try (InputStream in = new ResumingStream(this, wanted)) {
            return in.readNBytes(wanted);
        }
    }

    @Override
    public InputStream stream() {
        return new ResumingStream(this, size);
    }
}
