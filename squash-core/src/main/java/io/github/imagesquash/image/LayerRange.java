// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

/**
 * Layers that lie on each other: those that are merged, while the ones below and above are kept as they are.
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

    /** None of an image's layers: what is above them all. */
    public static LayerRange none(Image image) {
        return new LayerRange(image.layers().size() + 1, image.layers().size() + 1);
    }

    /** Whether a layer is among them. */
    public boolean includes(Layer layer) {
        return layer.number() >= first && layer.number() <= last;
    }

    /** How many there are. */
    public int size() {
        return last - first + 1;
    }

    /** How many layers below are kept. */
    public int below() {
        return first - 1;
    }
}
