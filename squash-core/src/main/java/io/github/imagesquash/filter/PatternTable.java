// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.GlobIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A user's patterns, the last of a filter's clauses, where they are so many that a look at each for each path takes too long.
 * What is decided is the same.
 */
final class PatternTable {
    /** Fewer are looked at one by one, which ends at directories where none can fit anything. */
    static final int FEWEST = 200;

    /** Of a path that no pattern means. */
    static final Meaning NOTHING = new Meaning(FilterWalk.STAYS, new int[0]);

    private final List<Clause> clauses;
    private final int first;
    private final GlobIndex index;
    private final int[] keepsBefore;

    /**
     * The patterns that mean a path or a directory above it, as far as they can still have the last word.
     *
     * @param keep the last clause that keeps it, {@link FilterWalk#STAYS} if none does
     * @param drops those after it that would have it go
     */
    record Meaning(int keep, int[] drops) {
        /** The clause for which the path goes, if the clauses before these say {@code before}. */
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

    /** Those of a filter; none if they are few. */
    static PatternTable of(List<Clause> clauses) {
        int first = clauses.size();
        while (first > 0 && clauses.get(first - 1).isOnePattern()) {
            first--;
        }
        return new PatternTable(clauses, clauses.size() - first < FEWEST ? clauses.size() : first);
    }

    /** How many clauses stand before the patterns, and are not among them. */
    int first() {
        return first;
    }

    boolean isEmpty() {
        return first == clauses.size();
    }

    /**
     * What means a path.
     *
     * @param above what means the directory that it is in
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

    /** Without those that stand behind another one with none between that keeps anything: they never have the last word. */
    private int[] firstOfEach(int[] drops) {
        return IntStream.range(0, drops.length)
                .filter(i -> i == 0 || keepsBefore[drops[i]] > keepsBefore[drops[i - 1]])
                .map(i -> drops[i])
                .toArray();
    }
}
