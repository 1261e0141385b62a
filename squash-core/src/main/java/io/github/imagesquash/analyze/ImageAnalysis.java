// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import java.util.List;

/**
 * Where an image's bytes are.
 *
 * @param layers its layers, base first
 * @param entries every entry of every layer but whiteouts, layer by layer, in the order of their tars
 * @param dive what dive says of it
 */
public record ImageAnalysis(List<AnalysedLayer> layers, List<LayerEntry> entries, DiveScore dive) {
    /** Of an image that nobody has analysed. */
    public static final ImageAnalysis NONE = new ImageAnalysis(List.of(), List.of(), new DiveScore(1, 0, 0));

    public ImageAnalysis {
        layers = List.copyOf(layers);
        entries = List.copyOf(entries);
    }

    /** All content that its layers carry, in bytes. */
    public long contentBytes() {
        return layers.stream().mapToLong(layer -> layer.content().bytes()).sum();
    }

    /**
     * Content that no container sees, or that squash drops, in bytes: what squashing gives back at least, as headers and
     * padding go as well. Each content counts once, whatever it had for names.
     */
    public long lostBytes() {
        return layers.stream().mapToLong(AnalysedLayer::lostBytes).sum();
    }

    /** The part of the content that is of use, 0 to 1; 1 where there is none. */
    public double efficiency() {
        long all = contentBytes();
        return all == 0 ? 1 : (double) (all - lostBytes()) / all;
    }
}
