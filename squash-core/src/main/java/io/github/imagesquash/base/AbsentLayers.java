// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.request.Destination;

/**
 * Layers that may not be distributed, and of which only the descriptors are known (image-spec layer.md,
 * "Non-Distributable").
 */
public final class AbsentLayers {
    private AbsentLayers() {}

    /**
     * Refuses to keep such a layer if the destination needs its bytes. Docker's archives cannot express that a layer is
     * missing, and so cannot be loaded.
     *
     * @param merged the layers that are not kept, which must be present in any case
     * @throws UnmetRequestException naming the layer
     */
    public static void requireNone(Image image, LayerRange merged, Destination destination)
            throws UnmetRequestException {
        for (Layer layer : image.layers()) {
            if (layer.blob() instanceof AbsentBlob absent && (merged.includes(layer) || needsAll(destination))) {
                String remedy = merged.includes(layer)
                        ? ""
                        : "; it can be kept in oci:, dir: and docker://, where its descriptor is enough";
                throw new UnmetRequestException(absent.where(), absent.reason() + remedy);
            }
        }
    }

    private static boolean needsAll(Destination destination) {
        return switch (destination) {
            case Destination.Archive _, Destination.Stream _, Destination.Engine _ -> true;
            case Destination.Layout _, Destination.Dir _, Destination.Registry _ -> false;
        };
    }
}
