// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Layers that several images have, fetched and inflated once. The bytes are in temporary files until the last of these images
 * is finished. A layer for which there is no space is fetched and inflated for each image.
 */
public final class BlobCache implements AutoCloseable {
    private final Map<Digest, CachedLayer> layers = new HashMap<>();

    /**
     * Begins empty.
     *
     * @param directory an existing directory for temporary files
     * @param capacity the most bytes that are kept at a time
     * @param uses how many images have each layer
     */
    public BlobCache(Path directory, long capacity, Map<Digest, Integer> uses) {
        DiskBudget budget = new DiskBudget(capacity);
        uses.forEach((digest, count) -> {
            if (count > 1) {
                layers.put(digest, new CachedLayer(directory, budget, count));
            }
        });
    }

    /**
     * The layers of one of the images. To be closed when it is finished, and by each image once.
     *
     * @param digests its layers, each once
     */
    public ImageBlobs of(Collection<Digest> digests) {
        Map<Digest, CachedLayer> shared = new HashMap<>(layers);
        shared.keySet().retainAll(digests);
        return new ImageBlobs(shared);
    }

    @Override
    public void close() throws IOException {
        for (CachedLayer layer : layers.values()) {
            layer.close();
        }
    }
}
