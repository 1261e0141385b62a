// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

/**
 * A range of layers that are merged, while the ones below and above are kept unchanged.
 *
 * @param first the lowest of them, 1 for the base
 * @param last the uppermost of them, at least {@code first}
 */
public record LayerRange(int first, int last) {
    public LayerRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("layers " + first + " to " + last);
        }
    }

    /** All layers of an image, which may have none. */
    public static LayerRange all(Image image) {
        return new LayerRange(1, Math.max(1, image.layers().size()));
    }

    /** An empty range above all layers of an image. */
    public static LayerRange none(Image image) {
        return new LayerRange(image.layers().size() + 1, image.layers().size() + 1);
    }

    /** Whether the range contains a layer. */
    public boolean includes(Layer layer) {
        return layer.number() >= first && layer.number() <= last;
    }

    /** The number of layers in the range. */
    public int size() {
        return last - first + 1;
    }

    /** The number of kept layers below. */
    public int below() {
        return first - 1;
    }
}
