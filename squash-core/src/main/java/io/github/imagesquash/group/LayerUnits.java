// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Inode;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A layer split into units that can be distributed over several layers.
 *
 * @param entries the entries of the layer, in canonical order
 * @param units in the same order, so that neighbours in the tree are neighbours here
 * @param places their directories, by number
 */
record LayerUnits(List<PlannedEntry> entries, List<LayerUnit> units, List<UnitDirectory> places) {
    LayerUnits {
        entries = List.copyOf(entries);
        units = List.copyOf(units);
        places = List.copyOf(places);
    }

    /**
     * A layer for each group. It has the entries of its units and of all directories on the way to them, with the same
     * attributes in each, because overlayfs shows those of the uppermost layer that has them; all in the order of the
     * original layer.
     */
    List<LayerPlan.New> layers(List<LayerGroup> groups) {
        return groups.stream().map(this::layer).toList();
    }

    private LayerPlan.New layer(LayerGroup group) {
        return layer(group.name(), group.units(), List.of());
    }

    /** A layer of units, of directories, and of the directories on the way to them. */
    LayerPlan.New layer(String name, List<LayerUnit> group, List<UnitDirectory> directories) {
        BitSet chosen = new BitSet(entries.size());
        for (LayerUnit unit : group) {
            for (LayerUnit.Part part : unit.parts()) {
                chosen.set(part.position());
                enter(part.place(), chosen);
            }
        }
        directories.forEach(place -> enter(place, chosen));
        return new LayerPlan.New(name, chosen.stream().mapToObj(entries::get).toList());
    }

    /** The inode of a unit; none for a directory or a whiteout. */
    Optional<Inode> inode(LayerUnit unit) {
        return entries.get(unit.position()) instanceof PlannedEntry.Node node && !(node.inode() instanceof Directory)
                ? Optional.of(node.inode())
                : Optional.empty();
    }

    private void enter(UnitDirectory place, BitSet chosen) {
        for (UnitDirectory on = place; on.position() >= 0 && !chosen.get(on.position()); on = places.get(on.above())) {
            chosen.set(on.position());
        }
    }
}
