// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Entry;
import java.util.List;
import java.util.function.Predicate;

/**
 * One instruction of a {@link Filter}; the last one that matches a path counts.
 *
 * @param cause the reason, for the report
 * @param effect what happens to the paths
 * @param targets the matching paths
 * @param except exceptions, with everything below them
 * @param spared entries that do not match, whatever their paths
 */
record Clause(Cause cause, Effect effect, List<PathTarget> targets, List<Glob> except, Predicate<Entry> spared) {
    private static final Predicate<Entry> NONE = entry -> false;

    /** What happens to the matching paths. */
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

    /** Whether it matches only by one pattern, with everything below, without further conditions. */
    boolean isOnePattern() {
        return targets.size() == 1
                && targets.getFirst().reach() == PathTarget.Reach.TREE
                && except.isEmpty()
                && spared == NONE;
    }

    /** This clause, with some entries excepted. */
    Clause sparing(Predicate<Entry> spared) {
        return new Clause(cause, effect, targets, except, spared);
    }
}
