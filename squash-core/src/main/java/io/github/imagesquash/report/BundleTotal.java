// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of several images together, each counted once, as an archive and an engine store them.
 *
 * @param layers their number
 * @param uncompressedBytes the size of their tars
 * @param storedBytes the size as stored
 */
public record BundleTotal(long layers, long uncompressedBytes, long storedBytes) {
    private record Layer(long uncompressedBytes, long storedBytes) {}

    /** The layers of the old images; two are equal if they are the same tar with the same stored size. */
    public static BundleTotal before(List<SquashReport> images) {
        Map<String, Layer> layers = new HashMap<>();
        for (SquashReport image : images) {
            for (LayerSummary layer : image.layers()) {
                layers.put(
                        layer.diffId() + " " + layer.storedBytes(),
                        new Layer(layer.uncompressedBytes(), layer.storedBytes()));
            }
        }
        return of(layers);
    }

    /** The layers of the new images, by digest. */
    public static BundleTotal after(List<SquashReport> images) {
        Map<String, Layer> layers = new HashMap<>();
        for (SquashReport image : images) {
            for (ResultLayer layer : image.result()) {
                layers.put(layer.digest(), new Layer(layer.uncompressedBytes(), layer.storedBytes()));
            }
        }
        return of(layers);
    }

    private static BundleTotal of(Map<String, Layer> layers) {
        return new BundleTotal(
                layers.size(),
                layers.values().stream().mapToLong(Layer::uncompressedBytes).sum(),
                layers.values().stream().mapToLong(Layer::storedBytes).sum());
    }
}
