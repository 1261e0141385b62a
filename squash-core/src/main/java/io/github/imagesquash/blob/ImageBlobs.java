// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layers that an image shares with other images. */
public final class ImageBlobs implements AutoCloseable {
    /** Those of an image that shares none. */
    public static final ImageBlobs NONE = new ImageBlobs(Map.of());

    private final Map<Digest, CachedLayer> shared;
    private final List<Spool> own = new ArrayList<>();

    ImageBlobs(Map<Digest, CachedLayer> shared) {
        this.shared = Map.copyOf(shared);
    }

    /**
     * A blob of the image: a {@link SharedBlob} if other images have it, otherwise the given one.
     *
     * @param fetched the blob as this image fetches it
     */
    public Blob shared(Digest digest, Blob fetched) {
        return Optional.ofNullable(shared.get(digest))
                .<Blob>map(layer -> new SharedBlob(layer, fetched, this))
                .orElse(fetched);
    }

    /** The stored bytes of these layers may be damaged: images that need them from now on fetch them again. */
    public void forget() {
        shared.values().forEach(CachedLayer::forget);
    }

    /** A file that only this image reads. */
    synchronized void keep(Spool spool) {
        own.add(spool);
    }

    /** The image is finished: what no other image needs is deleted. */
    @Override
    public synchronized void close() throws IOException {
        for (CachedLayer layer : shared.values()) {
            layer.release();
        }
        for (Spool spool : own) {
            spool.close();
        }
    }
}
