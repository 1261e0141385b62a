package io.github.imagesquash.group;

import java.util.BitSet;
import java.util.List;

/**
 * A layer taken apart into what can be put into several.
 *
 * @param entries those of the layer, in canonical order
 * @param units in the same order, so that neighbours in the tree are neighbours here
 * @param places the directories they are in, by their numbers
 */
record Units(List<PlannedEntry> entries, List<Unit> units, List<Place> places) {
    Units {
        entries = List.copyOf(entries);
        units = List.copyOf(units);
        places = List.copyOf(places);
    }

    /**
     * A layer for each group. It has the entries of its units and of all directories on the way to them, with the same
     * attributes in each, since overlayfs shows those of the uppermost layer that has them; all in the order of the whole.
     */
    List<LayerPlan.New> layers(List<LayerGroup> groups) {
        return groups.stream().map(this::layer).toList();
    }

    private LayerPlan.New layer(LayerGroup group) {
        BitSet chosen = new BitSet(entries.size());
        for (Unit unit : group.units()) {
            for (Unit.Part part : unit.parts()) {
                chosen.set(part.position());
                enter(part.place(), chosen);
            }
        }
        return new LayerPlan.New(
                group.name(), chosen.stream().mapToObj(entries::get).toList());
    }

    private void enter(Place place, BitSet chosen) {
        for (Place on = place; on.position() >= 0 && !chosen.get(on.position()); on = places.get(on.above())) {
            chosen.set(on.position());
        }
    }
}
