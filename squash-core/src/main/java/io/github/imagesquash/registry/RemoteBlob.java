package io.github.imagesquash.registry;

import io.github.imagesquash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;

/**
 * A blob in a registry. Its bytes are verified by whoever reads them, not here.
 *
 * @param request gets it
 * @param where what messages call it
 * @param size in bytes, as its descriptor says
 */
record RemoteBlob(Session session, Request request, String where, long size) implements Blob {

    @Override
    public byte[] head(int length) throws IOException {
        long wanted = Math.min(length, size);
        if (wanted == 0) {
            return new byte[0];
        }
        Request part = request.with("Range", "bytes=0-" + (wanted - 1));
        try (InputStream in = new ResumingStream(new RemoteBlob(session, part, where, wanted))) {
            return in.readNBytes((int) wanted);
        }
    }

    @Override
    public InputStream stream() {
        return new ResumingStream(this);
    }
}
