// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;

/** A layer that several images have, as one of them sees it. What one of them fetches or inflates is there for the others. */
public final class SharedBlob implements Blob {
    private final CachedLayer layer;
    private final Blob own;
    private final ImageBlobs image;

    /** @param own the blob by this image's connection, which may end before another image needs the bytes */
    SharedBlob(CachedLayer layer, Blob own, ImageBlobs image) {
        this.layer = layer;
        this.own = own;
        this.image = image;
    }

    @Override
    public long size() {
        return own.size();
    }

    @Override
    public byte[] head(int length) throws IOException {
        return layer.head(length, own);
    }

    /** The stored bytes, which are kept for the other images if there is space. */
    @Override
    public InputStream stream() {
        return layer.stored(own).map(kept -> kept.stream(own)).orElseGet(own::stream);
    }

    /** The same blob for a reader that keeps the uncompressed bytes for all: the stored ones are not kept. */
    public Blob unkept() {
        return own;
    }

    /**
     * The uncompressed bytes, or the task to produce them. Waits while another reader does that.
     *
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     */
    public Inflation inflation(Inflation.Promise promise) throws IOException {
        return layer.inflation(promise, size(), image);
    }
}
