// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** A layer while units are added to it, with the entries of the directories that they need. */
final class LayerFill {
    /** The two blocks of zeros that end a tar. */
    private static final long END = 1024;

    private final List<UnitDirectory> places;
    private final List<Integer> units = new ArrayList<>();
    private final BitSet present = new BitSet();
    private long bytes = END;

    LayerFill(List<UnitDirectory> places) {
        this.places = places;
    }

    /** Its present size, in bytes. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** Its size with one more unit. */
    long with(LayerUnit unit) {
        long more = unit.bytes();
        UnitDirectory place = unit.place();
        while (!present.get(place.number())) {
            more += place.bytes();
            if (place.number() == 0) {
                break;
            }
            place = places.get(place.above());
        }
        return bytes + more;
    }

    /** Adds the unit at this position. */
    void add(int position, LayerUnit unit) {
        bytes = with(unit);
        units.add(position);
        UnitDirectory place = unit.place();
        while (!present.get(place.number())) {
            present.set(place.number());
            place = places.get(place.above());
        }
    }

    /** Its units in canonical order. */
    List<LayerUnit> in(List<LayerUnit> all) {
        return units.stream().sorted(Comparator.naturalOrder()).map(all::get).toList();
    }
}
