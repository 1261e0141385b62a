package io.github.imagesquash.filter;

import java.util.List;

/**
 * One thing that a {@link Filter} says of paths; of several that apply to a path the last one counts.
 *
 * @param cause why, for the report
 * @param effect what becomes of the paths
 * @param globs paths that are meant, with all that is below them
 * @param files regular files that are meant; never directories, so that these stay
 * @param except paths that are not meant, with all that is below them
 */
record Clause(Cause cause, Effect effect, List<Glob> globs, List<Glob> files, List<Glob> except) {
    /** What becomes of the paths that are meant. */
    enum Effect {
        DROP,
        KEEP
    }

    Clause {
        globs = List.copyOf(globs);
        files = List.copyOf(files);
        except = List.copyOf(except);
    }

    /** A user's pattern. */
    static Clause of(Cause cause, Effect effect, Glob glob) {
        return new Clause(cause, effect, List.of(glob), List.of(), List.of());
    }
}
