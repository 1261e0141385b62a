// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds which of very many patterns match a path without trying each: a pattern is found by its literal end or
 * beginning, whichever is longer. Patterns with neither, such as {@code *x*}, or with one that all of them have, such
 * as {@code ?1*.c}, are tried for each path that they could match.
 */
public final class GlobIndex {
    /** The maximum length of ends and beginnings: the time for a path is proportional to it. */
    private static final int MOST_BYTES = 64;

    private final List<Glob> globs;
    private final Affixes exact = new Affixes(false, Integer.MAX_VALUE);
    private final Affixes tails = new Affixes(true, MOST_BYTES);
    private final Affixes heads = new Affixes(false, MOST_BYTES);
    private final List<Integer> others = new ArrayList<>();

    /** @param globs the patterns; the results are their indexes in this list */
    public GlobIndex(List<Glob> globs) {
        this.globs = List.copyOf(globs);
        for (int i = 0; i < globs.size(); i++) {
            Glob glob = globs.get(i);
            if (glob.isExact()) {
                exact.add(glob.head(), i);
            } else if (glob.head().length + glob.tail().length == 0) {
                others.add(i);
            } else if (glob.head().length > glob.tail().length) {
                heads.add(glob.head(), i);
            } else {
                tails.add(glob.tail(), i);
            }
        }
    }

    /**
     * The patterns that match the path in the first {@code length} bytes, which has no leading or trailing slash, in
     * their order.
     */
    public int[] fitting(byte[] path, int length) {
        List<Integer> candidates = new ArrayList<>(others);
        exact.addWhole(path, length, candidates);
        tails.addAll(path, length, candidates);
        heads.addAll(path, length, candidates);
        return candidates.stream()
                .filter(i -> globs.get(i).fits(path, length))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** Ends or beginnings of paths, by their bytes. */
    private static final class Affixes {
        private final boolean atEnd;
        private final int most;
        private final Map<Affix, List<Integer>> places = new HashMap<>();
        private final TreeSet<Integer> lengths = new TreeSet<>();

        Affixes(boolean atEnd, int most) {
            this.atEnd = atEnd;
            this.most = most;
        }

        void add(byte[] literal, int place) {
            int length = Math.min(literal.length, most);
            lengths.add(length);
            places.computeIfAbsent(affix(literal, literal.length, length), _ -> new ArrayList<>(1))
                    .add(place);
        }

        private Affix affix(byte[] bytes, int end, int length) {
            return new Affix(atEnd ? Arrays.copyOfRange(bytes, end - length, end) : Arrays.copyOf(bytes, length));
        }

        void addWhole(byte[] path, int length, List<Integer> found) {
            found.addAll(places.getOrDefault(affix(path, length, length), List.of()));
        }

        void addAll(byte[] path, int length, List<Integer> found) {
            for (int affix : lengths) {
                if (affix > length) {
                    break;
                }
                found.addAll(places.getOrDefault(affix(path, length, affix), List.of()));
            }
        }
    }

    /** Bytes as a key, with an order, so that many keys with one hash do no harm. */
    private record Affix(byte[] bytes) implements Comparable<Affix> {
        @Override
        public int compareTo(Affix other) {
            return Arrays.compare(bytes, other.bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Affix affix && Arrays.equals(bytes, affix.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
