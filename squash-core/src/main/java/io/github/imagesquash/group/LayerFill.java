// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** A layer while units are put into it, with the entries of the directories that they bring along. */
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

    /** What it takes so far. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** What it would take with one more. */
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

    /** Puts the unit of that position into it. */
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
