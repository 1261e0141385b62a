package io.github.imagesquash.filter;

import java.util.List;

/**
 * A clause as it stands in one directory, without the patterns that can fit nothing there.
 *
 * @param index which of the filter's clauses it is, for the tally
 * @param effect what becomes of the paths that are meant
 * @param inside whether the directory is meant, and so all that is in it
 */
record ScopedClause(
        int index, Clause.Effect effect, boolean inside, List<Glob> globs, List<Glob> files, List<Glob> except) {

    /** Whether the clause means this path. */
    boolean means(byte[] path, int length, boolean regularFile) {
        boolean meant = inside || anyFits(globs, path, length) || regularFile && anyFits(files, path, length);
        return meant && !anyFits(except, path, length);
    }

    /** Whether it can still mean anything. */
    boolean isAlive() {
        return inside || !globs.isEmpty() || !files.isEmpty();
    }

    /** The clause in a directory of this one; dead if all in it is an exception. */
    ScopedClause in(byte[] directory, int length) {
        if (anyFits(except, directory, length)) {
            return new ScopedClause(index, effect, false, List.of(), List.of(), List.of());
        }
        boolean within = inside || anyFits(globs, directory, length);
        return new ScopedClause(
                index,
                effect,
                within,
                within ? List.of() : living(globs, directory, length),
                within ? List.of() : living(files, directory, length),
                living(except, directory, length));
    }

    private static boolean anyFits(List<Glob> globs, byte[] path, int length) {
        for (Glob glob : globs) {
            if (glob.fits(path, length)) {
                return true;
            }
        }
        return false;
    }

    /** The same list where nothing falls away, as in most directories. */
    private static List<Glob> living(List<Glob> globs, byte[] directory, int length) {
        return globs.stream().allMatch(glob -> glob.mayFitBelow(directory, length))
                ? globs
                : globs.stream()
                        .filter(glob -> glob.mayFitBelow(directory, length))
                        .toList();
    }
}
