// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The leaves of each layer's own tree, from which dive's {@link DiveScore} is computed. */
final class DiveLeaves {
    private static final Comparator<Leaf> BY_PATH =
            Comparator.comparing(Leaf::directory).thenComparing(Leaf::name);

    private final List<Leaf> leaves = new ArrayList<>();
    private long userBytes;

    /**
     * One leaf.
     *
     * @param bytes its size; for a whiteout that of the directory which it deletes, 0 if it deletes a file
     */
    private record Leaf(ImagePath directory, Name name, long bytes) {}

    /** A name that a layer removes by a whiteout, and the content below it. */
    record Whiteout(ImagePath directory, Name name, long bytes) {
        Whiteout with(long more) {
            return new Whiteout(directory, name, bytes + more);
        }
    }

    /** Adds the next layer. */
    void add(int layer, List<LayerEntry> entries, List<Whiteout> whiteouts) {
        Set<ImagePath> parents = new HashSet<>();
        entries.forEach(entry -> addWithParents(entry.directory(), parents));
        whiteouts.forEach(whiteout -> addWithParents(whiteout.directory(), parents));
        for (LayerEntry entry : entries) {
            boolean inner = entry.type() == FileType.DIRECTORY && parents.contains(entry.path());
            if (!inner && !undoneByItsLayer(entry)) {
                leaves.add(new Leaf(entry.directory(), entry.name(), entry.bytes()));
                userBytes += layer > 1 ? entry.bytes() : 0;
            }
        }
        whiteouts.forEach(whiteout -> leaves.add(new Leaf(whiteout.directory(), whiteout.name(), whiteout.bytes())));
    }

    private static void addWithParents(ImagePath directory, Set<ImagePath> parents) {
        ImagePath path = directory;
        while (!path.isRoot() && parents.add(path)) {
            path = path.parent();
        }
    }

    private static boolean undoneByItsLayer(LayerEntry entry) {
        return switch (entry.fate()) {
            case Fate.Overwritten(int layer) -> layer == entry.layer();
            case Fate.Hidden(int layer) -> layer == entry.layer();
            case Fate.Kept _, Fate.Deleted _, Fate.Dropped _ -> false;
        };
    }

    /** The score of all layers. */
    DiveScore score() {
        leaves.sort(BY_PATH);
        long smallest = 0;
        long all = 0;
        long wasted = 0;
        for (int start = 0, end; start < leaves.size(); start = end) {
            long least = leaves.get(start).bytes();
            long sum = 0;
            for (end = start; end < leaves.size() && samePath(leaves.get(start), leaves.get(end)); end++) {
                least = Math.min(least, leaves.get(end).bytes());
                sum += leaves.get(end).bytes();
            }
            smallest += least;
            all += sum;
            wasted += end - start > 1 ? sum : 0;
        }
        return new DiveScore(all == 0 ? 1 : (double) smallest / all, wasted, userBytes);
    }

    private static boolean samePath(Leaf one, Leaf other) {
        return BY_PATH.compare(one, other) == 0;
    }
}
