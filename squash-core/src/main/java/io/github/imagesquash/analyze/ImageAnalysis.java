// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import java.util.List;

/**
 * Where an image's bytes are.
 *
 * @param layers its layers, base first
 * @param entries every entry of every layer except whiteouts, layer by layer, in the order of their tars
 * @param hardLinks the kept files whose contents belong to other entries than their only names
 * @param dive dive's figures
 */
public record ImageAnalysis(
        List<AnalysedLayer> layers, List<LayerEntry> entries, List<HardLinks> hardLinks, DiveScore dive) {
    /** For an image that was not analysed. */
    public static final ImageAnalysis NONE = new ImageAnalysis(List.of(), List.of(), List.of(), new DiveScore(1, 0, 0));

    public ImageAnalysis {
        layers = List.copyOf(layers);
        entries = List.copyOf(entries);
        hardLinks = List.copyOf(hardLinks);
    }

    /** The size of all content in its layers, in bytes. */
    public long contentBytes() {
        return layers.stream().mapToLong(layer -> layer.content().bytes()).sum();
    }

    /**
     * Content that no container sees, or that squash drops, in bytes. Squashing saves at least this, because headers
     * and padding are removed as well. Each content counts once, whatever its names were.
     */
    public long lostBytes() {
        return layers.stream().mapToLong(AnalysedLayer::lostBytes).sum();
    }

    /** The useful part of the content, 0 to 1; 1 if there is no content. */
    public double efficiency() {
        long all = contentBytes();
        return all == 0 ? 1 : (double) (all - lostBytes()) / all;
    }
}
