// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.List;

/**
 * What is to be written, divided into layers.
 *
 * @param layers base first
 * @param grouping how they were divided; never {@link Grouping.Auto}
 * @param chosen why so; empty unless the choice was left to {@link Grouping.Auto}, otherwise one
 */
public record DividedLayers(List<LayerPlan.New> layers, Grouping grouping, List<AutoChoice> chosen) {
    public DividedLayers {
        layers = List.copyOf(layers);
        chosen = List.copyOf(chosen);
    }
}
