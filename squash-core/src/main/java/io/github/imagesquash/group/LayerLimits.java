// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.message.Limits;

/**
 * The maximum number and size of layers.
 *
 * @param layers the most layers, 1 to {@value #MOST_LAYERS}
 * @param bytes the most bytes of a layer's tar, unless a single file is larger; {@link Long#MAX_VALUE} for any
 */
public record LayerLimits(int layers, long bytes) {
    /** The maximum number that overlayfs and Docker can mount. */
    public static final int MOST_LAYERS = Limits.MOST_DOCKER_LAYERS;

    public LayerLimits {
        if (layers < 1 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "the number of layers: expected 1 to " + MOST_LAYERS + ", found " + layers);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("a layer of at most " + bytes + " bytes");
        }
    }
}
