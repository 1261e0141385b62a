// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files that two trees have in common: with the same type, the same attributes, times to the nanosecond, the
 * same target or device numbers, and the same bytes. Every byte is compared unless both contents are at the same place
 * of equal layers. All names of a hard-linked inode must be names of one inode in the other tree, which may have more.
 *
 * <p>Results of comparisons are kept: a search among other layers of the same images reads only new contents.
 */
public final class EqualInodeSearch {
    private final int threads;
    private final Map<Places, Boolean> known = new HashMap<>();

    /** @param threads how many threads read, at least 1; the result does not depend on it */
    public EqualInodeSearch(int threads) {
        this.threads = threads;
    }

    /** The place of a content, in either tree. */
    private record Place(FileRegion tar, long offset, List<TarEntry.Extent> extents) {
        static Place of(RegularFile file) {
            return new Place(file.tar(), file.offset(), file.extents());
        }
    }

    /** Two contents. */
    private record Places(Place other, Place own) {
        static Optional<Places> of(InodePair pair) {
            return pair.before() instanceof RegularFile other && pair.after() instanceof RegularFile own
                    ? Optional.of(new Places(Place.of(other), Place.of(own)))
                    : Optional.empty();
        }
    }

    /**
     * Searches.
     *
     * @param others the tree to search; its files must stay open
     * @param own the tree whose files are searched for, likewise
     * @param meter counts the bytes of content compared, those of two equal files once
     * @throws IOException if a content cannot be read
     */
    public EqualInodes search(ReplayResult others, ReplayResult own, ByteMeter meter) throws IOException {
        Candidates candidates = new Candidates();
        TreeWalk.walk(others.tree(), own.tree(), candidates);
        List<InodePair> alike = candidates.alike();
        compareContents(alike, new LayerOrigins(others, own), meter);
        Map<Inode, Inode> found = new IdentityHashMap<>();
        Set<Inode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (InodePair pair : alike) {
            boolean same = Places.of(pair).map(known::get).orElse(true);
            if (same && taken.add(pair.before())) {
                found.put(pair.after(), pair.before());
            }
        }
        return new EqualInodes(found);
    }

    private void compareContents(List<InodePair> pairs, LayerOrigins origins, ByteMeter meter) throws IOException {
        List<InodePair> unknown = new ArrayList<>();
        for (InodePair pair : pairs) {
            if (pair.before() instanceof RegularFile other && pair.after() instanceof RegularFile own) {
                Places places = new Places(Place.of(other), Place.of(own));
                if (own.size() == 0 || origins.same(other, own)) {
                    known.put(places, true);
                } else if (known.putIfAbsent(places, true) == null) {
                    unknown.add(pair);
                }
            }
        }
        for (InodePair different : ContentComparison.different(unknown, threads, meter)) {
            Places.of(different).ifPresent(places -> known.put(places, false));
        }
    }

    /** Finds inodes with common names by a walk through both trees. */
    private static final class Candidates implements TreeWalk.Visitor {
        private final Set<InodePair> pairs = new LinkedHashSet<>();
        private final Map<InodePair, Integer> names = new HashMap<>();

        @Override
        public void removed(ImagePath path, Inode inode) {}

        @Override
        public void added(ImagePath path, Inode inode) {}

        @Override
        public void both(ImagePath path, Inode before, Inode after) {
            if (!(after instanceof Directory)) {
                InodePair pair = new InodePair(before, after);
                pairs.add(pair);
                if (after.links() > 1) {
                    names.merge(pair, 1, Integer::sum);
                }
            }
        }

        /** The pairs that are equal except perhaps in content; paths ascending. */
        List<InodePair> alike() {
            return pairs.stream()
                    .filter(pair -> pair.after().links() == names.getOrDefault(pair, 1))
                    .filter(pair ->
                            InodeComparison.changes(pair, ComparisonRules.ALL).isEmpty())
                    .toList();
        }
    }
}
