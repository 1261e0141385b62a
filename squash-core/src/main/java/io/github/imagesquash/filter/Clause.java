// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Entry;
import java.util.List;
import java.util.function.Predicate;

/**
 * One thing that a {@link Filter} says of paths; of several that mean a path the last one counts.
 *
 * @param cause why, for the report
 * @param effect what becomes of the paths
 * @param targets the paths that are meant
 * @param except paths that are not meant, with all that is below them
 * @param spared entries that are not meant, whatever their paths
 */
record Clause(Cause cause, Effect effect, List<PathTarget> targets, List<Glob> except, Predicate<Entry> spared) {
    private static final Predicate<Entry> NONE = entry -> false;

    /** What becomes of the paths that are meant. */
    enum Effect {
        DROP,
        KEEP
    }

    Clause {
        targets = List.copyOf(targets);
        except = List.copyOf(except);
    }

    Clause(Cause cause, Effect effect, List<PathTarget> targets, List<Glob> except) {
        this(cause, effect, targets, except, NONE);
    }

    /** A user's pattern. */
    static Clause of(Cause cause, Effect effect, Glob glob) {
        return new Clause(cause, effect, List.of(new PathTarget(glob, PathTarget.Reach.TREE)), List.of());
    }

    /** Whether it means what one pattern fits, and all below: nothing else has to be asked. */
    boolean isOnePattern() {
        return targets.size() == 1
                && targets.getFirst().reach() == PathTarget.Reach.TREE
                && except.isEmpty()
                && spared == NONE;
    }

    /** This, but some entries are not meant. */
    Clause sparing(Predicate<Entry> spared) {
        return new Clause(cause, effect, targets, except, spared);
    }
}
