package io.github.imagesquash.filter;

import java.util.List;

/**
 * One thing that a {@link Filter} says of paths; of several that mean a path the last one counts.
 *
 * @param cause why, for the report
 * @param effect what becomes of the paths
 * @param targets the paths that are meant
 * @param except paths that are not meant, with all that is below them
 */
record Clause(Cause cause, Effect effect, List<Target> targets, List<Glob> except) {
    /** What becomes of the paths that are meant. */
    enum Effect {
        DROP,
        KEEP
    }

    Clause {
        targets = List.copyOf(targets);
        except = List.copyOf(except);
    }

    /** A user's pattern. */
    static Clause of(Cause cause, Effect effect, Glob glob) {
        return new Clause(cause, effect, List.of(new Target(glob, Target.Reach.TREE)), List.of());
    }
}
