// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Splits the plan of a layer into units by a walk through its entries, in which each directory comes before its
 * content.
 */
final class UnitCollector {
    private final List<PlannedEntry> entries;
    private final List<LayerUnit> units = new ArrayList<>();
    private final List<UnitDirectory> places = new ArrayList<>();

    /** The directories with written entries. */
    private final BitSet used = new BitSet();

    /**
     * The directories from the root to the present position of the walk: the one with n names in its path is the n-th.
     */
    private final List<UnitDirectory> way = new ArrayList<>();

    /** The indexes in {@link #units} of inodes with further names. */
    private final Map<ImagePath, Integer> linked = new HashMap<>();

    private final Map<ImagePath, UnitDirectory> placesByPath = new HashMap<>();

    private UnitCollector(List<PlannedEntry> entries) {
        this.entries = entries;
    }

    /** The units of a layer in canonical order. */
    static LayerUnits of(LayerPlan.New layer) {
        UnitCollector collector = new UnitCollector(layer.entries());
        collector.collect();
        return new LayerUnits(layer.entries(), collector.units, collector.places);
    }

    private void collect() {
        boolean described =
                !entries.isEmpty() && ImagePath.clean(entries.getFirst().path()).isRoot();
        way.add(place(0, ImagePath.ROOT, described ? 0 : -1, described ? bytes(entries.getFirst()) : 0));
        for (int position = described ? 1 : 0; position < entries.size(); position++) {
            take(position);
        }
        places.stream().skip(1).filter(place -> !used.get(place.number())).forEach(place -> {
            LayerUnit.Part part = new LayerUnit.Part(place.position(), places.get(place.above()));
            units.add(new LayerUnit(place.path().last(), List.of(part), place.bytes()));
        });
        units.sort(Comparator.comparingInt(LayerUnit::position));
    }

    private UnitDirectory place(int above, ImagePath path, int position, long bytes) {
        UnitDirectory place = new UnitDirectory(places.size(), above, path, position, bytes);
        places.add(place);
        return place;
    }

    private void take(int position) {
        PlannedEntry entry = entries.get(position);
        switch (entry) {
            case PlannedEntry.Node(byte[] path, Directory _, Attributes _) -> directory(position, path);
            case PlannedEntry.Node(byte[] path, Inode inode, Attributes _) -> {
                if (inode.links() > 1) {
                    linked.put(ImagePath.clean(path), units.size());
                }
                add(position, parent(path), name(path, 0));
            }
            case PlannedEntry.Whiteout(byte[] path) ->
                add(position, parent(path), name(path, PlannedEntry.Whiteout.PREFIX.length));
            case PlannedEntry.Link link -> link(position, link);
        }
    }

    private void directory(int position, byte[] path) {
        UnitDirectory above = parent(path);
        used.set(above.number());
        UnitDirectory place =
                place(above.number(), above.path().child(name(path, 0)), position, bytes(entries.get(position)));
        way.subList(depth(path) + 1, way.size()).clear();
        way.add(place);
    }

    private void add(int position, UnitDirectory place, Name name) {
        used.set(place.number());
        units.add(new LayerUnit(name, List.of(new LayerUnit.Part(position, place)), bytes(entries.get(position))));
    }

    /** Links come after everything else, so the walk is no longer in their directory. */
    private void link(int position, PlannedEntry.Link link) {
        if (placesByPath.isEmpty()) {
            places.forEach(place -> placesByPath.put(place.path(), place));
        }
        int index = Objects.requireNonNull(linked.get(ImagePath.clean(link.target())));
        UnitDirectory place = Objects.requireNonNull(
                placesByPath.get(ImagePath.clean(link.path()).parent()));
        used.set(place.number());
        LayerUnit unit = units.get(index);
        long more = bytes(link) + (place.equals(unit.place()) ? 0 : bytesOnTheWay(place));
        units.set(index, unit.with(new LayerUnit.Part(position, place), more));
    }

    private long bytesOnTheWay(UnitDirectory place) {
        return place.number() == 0 ? place.bytes() : place.bytes() + bytesOnTheWay(places.get(place.above()));
    }

    private static long bytes(PlannedEntry entry) {
        int length = entry.path().length;
        return switch (entry) {
            case PlannedEntry.Node(byte[] _, Inode inode, Attributes attributes) ->
                EntrySize.of(length, inode instanceof Symlink link ? link.target().length : 0, inode.size(), attributes)
                        + EntrySize.padded(inode.size());
            case PlannedEntry.Link link -> EntrySize.of(length, link.target().length, 0, link.attributes());
            case PlannedEntry.Whiteout _ -> EntrySize.of(length, 0, 0, Attributes.IMPLIED);
        };
    }

    private UnitDirectory parent(byte[] path) {
        return way.get(depth(path));
    }

    /** The number of directories above a path, without the root. */
    private static int depth(byte[] path) {
        int depth = 0;
        for (int i = 0; i < path.length - 1; i++) {
            depth += path[i] == '/' ? 1 : 0;
        }
        return depth;
    }

    /** The last component of a path without its first bytes. */
    private static Name name(byte[] path, int without) {
        int end = path[path.length - 1] == '/' ? path.length - 1 : path.length;
        int start = end;
        while (start > 0 && path[start - 1] != '/') {
            start--;
        }
        return Name.of(path, start + without, end);
    }
}
