// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.GlobIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A user's patterns, which are the last clauses of a filter, if there are too many to match each one with each path.
 * The decisions are the same.
 */
final class PatternTable {
    /** Fewer patterns are matched one by one, which stops at directories where none can match. */
    static final int FEWEST = 200;

    /** For a path without a matching pattern. */
    static final Meaning NOTHING = new Meaning(FilterWalk.STAYS, new int[0]);

    private final List<Clause> clauses;
    private final int first;
    private final GlobIndex index;
    private final int[] keepsBefore;

    /**
     * The patterns that match a path or a directory above it, as far as they can still decide.
     *
     * @param keep the last clause that keeps it, {@link FilterWalk#STAYS} if none does
     * @param drops the clauses after it that would remove it
     */
    record Meaning(int keep, int[] drops) {
        /** The clause that removes the path, if the clauses before these give {@code before}. */
        int lastWord(int before) {
            int word = keep == FilterWalk.STAYS ? before : FilterWalk.STAYS;
            return word == FilterWalk.STAYS && drops.length > 0 ? drops[0] : word;
        }
    }

    private PatternTable(List<Clause> clauses, int first) {
        this.clauses = clauses;
        this.first = first;
        this.index = new GlobIndex(clauses.subList(first, clauses.size()).stream()
                .map(clause -> clause.targets().getFirst().glob())
                .toList());
        this.keepsBefore = new int[clauses.size() + 1];
        for (int i = 0; i < clauses.size(); i++) {
            keepsBefore[i + 1] = keepsBefore[i] + (clauses.get(i).effect() == Effect.KEEP ? 1 : 0);
        }
    }

    /** The patterns of a filter; empty if there are few. */
    static PatternTable of(List<Clause> clauses) {
        int first = clauses.size();
        while (first > 0 && clauses.get(first - 1).isOnePattern()) {
            first--;
        }
        return new PatternTable(clauses, clauses.size() - first < FEWEST ? clauses.size() : first);
    }

    /** The number of clauses before the patterns. */
    int first() {
        return first;
    }

    boolean isEmpty() {
        return first == clauses.size();
    }

    /**
     * The patterns that match a path.
     *
     * @param above the patterns that match its directory
     */
    Meaning meaning(Meaning above, byte[] path, int length) {
        if (isEmpty()) {
            return NOTHING;
        }
        int[] fitting =
                Arrays.stream(index.fitting(path, length)).map(i -> i + first).toArray();
        if (fitting.length == 0) {
            return above;
        }
        int keep = Arrays.stream(fitting)
                .filter(i -> clauses.get(i).effect() == Effect.KEEP)
                .reduce(above.keep(), Math::max);
        int[] drops = IntStream.concat(Arrays.stream(above.drops()), Arrays.stream(fitting))
                .filter(i -> i > keep && clauses.get(i).effect() == Effect.DROP)
                .sorted()
                .toArray();
        return new Meaning(keep, firstOfEach(drops));
    }

    /** Without patterns that follow another one with no keeping pattern between: they never decide. */
    private int[] firstOfEach(int[] drops) {
        return IntStream.range(0, drops.length)
                .filter(i -> i == 0 || keepsBefore[drops[i]] > keepsBefore[drops[i - 1]])
                .map(i -> drops[i])
                .toArray();
    }
}
