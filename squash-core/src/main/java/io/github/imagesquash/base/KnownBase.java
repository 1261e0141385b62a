// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import java.util.List;

/**
 * A base image with known layers.
 *
 * @param name its name in messages
 * @param diffIds its layers, base first
 * @param digests the digests that identify it; empty if only the layers were requested
 */
record KnownBase(String name, List<Digest> diffIds, List<Digest> digests) {
    KnownBase {
        diffIds = List.copyOf(diffIds);
        digests = List.copyOf(digests);
    }

    /** The number of an image's lowest layers that are also the base's lowest. */
    int inCommonWith(Image image) {
        List<Digest> layers = image.config().diffIds();
        int common = 0;
        while (common < Math.min(layers.size(), diffIds.size())
                && layers.get(common).equals(diffIds.get(common))) {
            common++;
        }
        return common;
    }

    /**
     * The layers of an image above the base.
     *
     * @throws UnmetRequestException if the base's layers are not the image's lowest, or if there is no layer above them
     */
    LayerRange above(Image image) throws UnmetRequestException {
        if (diffIds.isEmpty()) {
            throw new UnmetRequestException(
                    image.where(),
                    "is not built on " + name + ": this base has no layers, so there is nothing to keep");
        }
        requireBelow(image);
        return above(image, diffIds.size());
    }

    /**
     * Fails unless an image is built on the base. Every image is built on a base without layers.
     *
     * @throws UnmetRequestException naming both diff IDs that differ
     */
    void requireBelow(Image image) throws UnmetRequestException {
        int common = inCommonWith(image);
        if (common < diffIds.size()) {
            throw new UnmetRequestException(
                    image.where(), "is not built on " + name + ": " + difference(image, common));
        }
    }

    /** The layers of an image above this number. */
    LayerRange above(Image image, int layers) throws UnmetRequestException {
        int count = image.layers().size();
        if (layers == count) {
            throw new UnmetRequestException(
                    image.where(), "has no layer above the " + count + " that it has in common with " + name);
        }
        return new LayerRange(layers + 1, count);
    }

    private String difference(Image image, int common) {
        List<Digest> layers = image.config().diffIds();
        return common == layers.size()
                ? "it has " + common + " layers, and the base " + diffIds.size()
                : "layer " + (common + 1) + " has the diff ID " + layers.get(common) + ", that of the base "
                        + diffIds.get(common);
    }
}
