// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.registry.RegistryAccess;
import java.util.List;

/** The layers to merge, given by a base image: all except those of the base. */
public sealed interface BaseChoice extends LayerChoice {
    /**
     * The layers above an image, all of whose layers must be the lowest ones.
     *
     * @param base the image
     */
    record Above(BaseImage base) implements BaseChoice {}

    /**
     * The layers above one of the image's own, or if there is no such layer, above an image of an engine: hex digits
     * may be the beginning of a layer's digest or of an image's ID, as {@code docker history} lists them.
     *
     * @param layer the layer
     * @param image the image, in an engine
     */
    record AboveLayerOrImage(AboveLayer layer, BaseImage image) implements BaseChoice {}

    /**
     * The layers above the base that the image's annotations name, {@code org.opencontainers.image.base.name} and
     * {@code .digest}.
     *
     * @param access the access to its registry
     */
    record Annotated(RegistryAccess access) implements BaseChoice {}

    /**
     * The layers above those that the image has in common with one of several others; the one with most common layers
     * counts.
     *
     * @param candidates the others, at least one
     */
    record MostInCommon(List<BaseImage> candidates) implements BaseChoice {
        public MostInCommon {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("no candidates");
            }
        }
    }
}
