// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.tree.RegularFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the layer, by its verified diff ID, that contains a file's content. Images that were built on each other share
 * layers, and files at the same place of equal layers are equal without being read.
 */
public final class LayerOrigins {
    private final Map<FileRegion, Digest> diffIds = new HashMap<>();

    /** For two images that will be compared. */
    public LayerOrigins(ReplayResult before, ReplayResult after) {
        add(before);
        add(after);
    }

    private void add(ReplayResult image) {
        for (ReplayedLayer layer : image.layers()) {
            diffIds.put(layer.tar(), layer.layer().diffId());
        }
    }

    /**
     * Whether both contents are the same bytes of equal layers; the files are equally long. A content that squash made
     * is in no layer, and so never known to be the same.
     */
    public boolean same(RegularFile a, RegularFile b) {
        return a.offset() == b.offset()
                && a.extents().equals(b.extents())
                && Optional.ofNullable(diffIds.get(a.tar()))
                        .filter(diffId -> diffId.equals(diffIds.get(b.tar())))
                        .isPresent();
    }
}
