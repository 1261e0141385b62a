package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;

/**
 * One layer's figures after the replay.
 *
 * @param layer the layer
 * @param uncompressedBytes its tar's size
 * @param entries how many tar entries it has, whiteouts included
 * @param whiteouts how many of them are whiteouts
 * @param losses what later layers took from it
 */
public record ReplayedLayer(Layer layer, long uncompressedBytes, long entries, long whiteouts, LayerLosses losses) {

    static ReplayedLayer of(Layer layer, Changeset changeset) {
        long whiteouts = changeset.whiteouts().size() + changeset.opaques().size();
        return new ReplayedLayer(layer, changeset.tar().size(), changeset.entries(), whiteouts, LayerLosses.NONE);
    }

    ReplayedLayer withLosses(LayerLosses known) {
        return new ReplayedLayer(layer, uncompressedBytes, entries, whiteouts, known);
    }
}
