// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.List;

/**
 * The units of one layer.
 *
 * @param name its name in reports
 * @param units in canonical order; at least one
 */
record LayerGroup(String name, List<LayerUnit> units) {
    LayerGroup {
        units = List.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("an empty layer: " + name);
        }
    }

    /** A group named after its first and its last path. */
    static LayerGroup fromTo(List<LayerUnit> units) {
        String first = units.getFirst().path().toString();
        String last = units.getLast().path().toString();
        return new LayerGroup(units.size() == 1 ? first : first + " … " + last, units);
    }
}
