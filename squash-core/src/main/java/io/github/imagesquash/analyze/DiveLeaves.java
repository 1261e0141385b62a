// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The leaves of each layer's own tree, from which dive's {@link DiveScore} is computed. */
final class DiveLeaves {
    private final Map<Path, Sizes> leaves = new HashMap<>();
    private long userBytes;

    /** The path of a leaf. Paths are compared only if their hashes are equal. */
    private record Path(ImagePath directory, Name name) implements Comparable<Path> {
        private static final Comparator<Path> ORDER =
                Comparator.comparing(Path::directory).thenComparing(Path::name);

        @Override
        public int compareTo(Path other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The leaves of one path, in all layers; the size of a whiteout is that of the directory which it deletes, and 0 if
     * it deletes a file.
     *
     * @param count their number
     * @param least the smallest size, in bytes
     * @param sum all sizes, in bytes
     */
    private record Sizes(int count, long least, long sum) {
        Sizes plus(Sizes other) {
            return new Sizes(count + other.count, Math.min(least, other.least), sum + other.sum);
        }
    }

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
                add(entry.directory(), entry.name(), entry.bytes());
                userBytes += layer > 1 ? entry.bytes() : 0;
            }
        }
        whiteouts.forEach(whiteout -> add(whiteout.directory(), whiteout.name(), whiteout.bytes()));
    }

    private void add(ImagePath directory, Name name, long bytes) {
        leaves.merge(new Path(directory, name), new Sizes(1, bytes, bytes), Sizes::plus);
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
        long smallest = 0;
        long all = 0;
        long wasted = 0;
        for (Sizes sizes : leaves.values()) {
            smallest += sizes.least();
            all += sizes.sum();
            wasted += sizes.count() > 1 ? sizes.sum() : 0;
        }
        return new DiveScore(all == 0 ? 1 : (double) smallest / all, wasted, userBytes);
    }
}
