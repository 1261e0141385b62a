// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.List;
import java.util.Optional;

/**
 * The new content, divided into layers.
 *
 * @param layers base first
 * @param grouping the grouping used; never {@link Grouping.Auto}
 * @param chosen why so, if the choice was left to {@link Grouping.Auto}
 */
public record DividedLayers(List<LayerPlan.New> layers, Grouping grouping, Optional<AutoChoice> chosen) {
    public DividedLayers {
        layers = List.copyOf(layers);
    }
}
