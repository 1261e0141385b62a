// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.compare.EqualInodeSearch;
import io.github.imagesquash.compare.EqualInodes;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The common units of several trees: the same inode, with the same content, attributes and names. Each is in one class,
 * the set of the images that have it.
 */
final class SharedUnits {
    private final List<LayerUnits> units;

    /** For each image, the images that share each of its inodes. */
    private final List<Map<Inode, BitSet>> having = new ArrayList<>();

    private SharedUnits(List<LayerUnits> units) {
        this.units = units;
    }

    /**
     * Units that the same images have, from the first of these images.
     *
     * @param images the images, at least two
     * @param units in canonical order
     * @param bytes their maximum size in a tar
     */
    record Common(BitSet images, List<LayerUnit> units, long bytes) {
        private Common with(LayerUnit unit) {
            units.add(unit);
            return new Common(images, units, bytes + unit.bytes());
        }

        /** The image that the units come from. */
        int first() {
            return images.nextSetBit(0);
        }

        /** The number of bytes that need not be stored again for the other images. */
        long saved() {
            return bytes * (images.cardinality() - 1);
        }
    }

    /**
     * Compares images, each with all before it.
     *
     * @param images the images, whose files can be read
     * @param units the units of each
     * @throws IOException if a content cannot be read
     */
    static SharedUnits of(List<ReplayResult> images, List<LayerUnits> units, EqualInodeSearch search, ByteMeter meter)
            throws IOException {
        SharedUnits shared = new SharedUnits(units);
        for (int own = 0; own < images.size(); own++) {
            Map<Inode, BitSet> found = new IdentityHashMap<>();
            for (int other = 0; other < own; other++) {
                EqualInodes counterparts = search.search(images.get(other), images.get(own), meter);
                shared.join(own, other, counterparts, found);
            }
            shared.addOthers(own, found);
            shared.having.add(found);
        }
        return shared;
    }

    private void addOthers(int own, Map<Inode, BitSet> found) {
        for (LayerUnit unit : units.get(own).units()) {
            units.get(own).inode(unit).ifPresent(inode -> found.computeIfAbsent(inode, _ -> only(own)));
        }
    }

    private static BitSet only(int image) {
        BitSet images = new BitSet();
        images.set(image);
        return images;
    }

    /** Equality is transitive, so an image joins the class of any previous image that it equals. */
    private void join(int own, int other, EqualInodes counterparts, Map<Inode, BitSet> found) {
        for (LayerUnit unit : units.get(own).units()) {
            Optional<Inode> inode = units.get(own).inode(unit).filter(one -> !found.containsKey(one));
            Optional<Inode> same = inode.flatMap(counterparts::of)
                    .filter(counterpart -> counterpart.links() == inode.get().links());
            same.ifPresent(counterpart -> {
                BitSet images = Objects.requireNonNull(having.get(other).get(counterpart));
                images.set(own);
                found.put(inode.get(), images);
            });
        }
    }

    /** The classes, in the order in which the images have them. */
    List<Common> classes() {
        Map<BitSet, Common> classes = new LinkedHashMap<>();
        for (int image = 0; image < units.size(); image++) {
            for (LayerUnit unit : units.get(image).units()) {
                BitSet images = images(image, unit);
                if (images.cardinality() > 1 && images.nextSetBit(0) == image) {
                    classes.put(
                            images,
                            classes.getOrDefault(images, new Common(images, new ArrayList<>(), 0))
                                    .with(unit));
                }
            }
        }
        return List.copyOf(classes.values());
    }

    /** The images that have a unit of one of them; empty for a directory, because each has its own. */
    BitSet images(int image, LayerUnit unit) {
        return units.get(image).inode(unit).map(having.get(image)::get).orElseGet(BitSet::new);
    }
}
