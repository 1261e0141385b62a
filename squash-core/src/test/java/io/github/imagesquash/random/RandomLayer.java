// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer made by chance.
 *
 * @param entries in their order
 */
public record RandomLayer(List<LayerEntry> entries) {
    public RandomLayer {
        entries = List.copyOf(entries);
    }

    /** The layer, ready to be written. */
    public LayerBuilder builder() {
        LayerBuilder layer = LayerBuilder.layer();
        entries.forEach(entry -> entry.addTo(layer));
        return layer;
    }

    /** This layer without one of its entries. */
    RandomLayer without(int index) {
        List<LayerEntry> fewer = new ArrayList<>(entries);
        fewer.remove(index);
        return new RandomLayer(fewer);
    }

    @Override
    public String toString() {
        return entries.stream().map(entry -> "  " + entry + "\n").collect(Collectors.joining());
    }
}
