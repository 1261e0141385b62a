// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;

/**
 * One layer's figures after the replay.
 *
 * @param layer the layer
 * @param read whether it was read; if not, it was kept without being read, and the figures are 0 without meaning
 * @param tar its uncompressed tar, valid as long as the archive and the spool are open
 * @param entries the number of its tar entries, including whiteouts
 * @param whiteouts the number of whiteouts among them
 * @param fileBytes size of its files' content and of its symbolic links' targets, in bytes
 * @param losses what later layers removed from it
 */
public record ReplayedLayer(
        Layer layer, boolean read, FileRegion tar, long entries, long whiteouts, long fileBytes, LayerLosses losses) {

    static ReplayedLayer of(Layer layer, Changeset changeset) {
        return new ReplayedLayer(
                layer,
                changeset.read(),
                changeset.tar(),
                changeset.entries(),
                changeset.whiteouts().size(),
                changeset.fileBytes(),
                LayerLosses.NONE);
    }

    /** The size of its tar. */
    public long uncompressedBytes() {
        return tar.size();
    }

    ReplayedLayer withLosses(LayerLosses known) {
        return new ReplayedLayer(layer, read, tar, entries, whiteouts, fileBytes, known);
    }
}
