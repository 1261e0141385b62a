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

/** Splits the plan of a layer, in which each directory comes before its content, into units. */
final class UnitCollector {
    private final SingleLayer layer;
    private final List<PlannedEntry> entries;
    private final List<LayerUnit> units = new ArrayList<>();
    private final List<UnitDirectory> places = new ArrayList<>();

    /** The directories with written entries. */
    private final BitSet used = new BitSet();

    /** The number of each directory in {@link #places}, by the position of its entry. */
    private final int[] numbers;

    /** The indexes in {@link #units} of inodes with further names, by their first names. */
    private final Map<ImagePath, Integer> linked = new HashMap<>();

    private UnitCollector(SingleLayer layer) {
        this.layer = layer;
        this.entries = layer.entries();
        this.numbers = new int[entries.size()];
    }

    /** The units of a layer in canonical order. */
    static LayerUnits of(SingleLayer layer) {
        UnitCollector collector = new UnitCollector(layer);
        collector.collect();
        return new LayerUnits(collector.entries, collector.units, collector.places);
    }

    private void collect() {
        int first = layer.describesRoot() ? 1 : 0;
        place(0, ImagePath.ROOT, first - 1, first == 0 ? 0 : bytes(entries.getFirst()));
        for (int position = first; position < entries.size(); position++) {
            take(position);
        }
        places.stream().skip(1).filter(place -> !used.get(place.number())).forEach(place -> {
            LayerUnit.Part part = new LayerUnit.Part(place.position(), places.get(place.above()));
            units.add(new LayerUnit(place.path().last(), List.of(part), place.bytes()));
        });
        units.sort(Comparator.comparingInt(LayerUnit::position));
    }

    private void place(int above, ImagePath path, int position, long bytes) {
        if (position >= 0) {
            numbers[position] = places.size();
        }
        places.add(new UnitDirectory(places.size(), above, path, position, bytes));
    }

    private void take(int position) {
        int directory = layer.directory(position);
        UnitDirectory above = places.get(directory < 0 ? 0 : numbers[directory]);
        used.set(above.number());
        PlannedEntry entry = entries.get(position);
        switch (entry) {
            case PlannedEntry.Node(byte[] path, Directory _, Attributes _) ->
                place(above.number(), above.path().child(name(path, 0)), position, bytes(entry));
            case PlannedEntry.Node(byte[] path, Inode inode, Attributes _) -> {
                if (inode.links() > 1) {
                    linked.put(ImagePath.clean(path), units.size());
                }
                add(position, above, name(path, 0));
            }
            case PlannedEntry.Whiteout(byte[] path) ->
                add(position, above, name(path, PlannedEntry.Whiteout.PREFIX.length));
            case PlannedEntry.Link link -> link(position, above, link);
        }
    }

    private void add(int position, UnitDirectory place, Name name) {
        units.add(new LayerUnit(name, List.of(new LayerUnit.Part(position, place)), bytes(entries.get(position))));
    }

    private void link(int position, UnitDirectory place, PlannedEntry.Link link) {
        int index = Objects.requireNonNull(linked.get(ImagePath.clean(link.target())));
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
