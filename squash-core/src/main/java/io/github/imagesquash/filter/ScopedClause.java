// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Inode;
import java.util.List;
import java.util.function.Predicate;

/**
 * A clause for one directory, without the patterns that cannot match anything there.
 *
 * @param index its index among the filter's clauses, for counting
 * @param effect what happens to the matching paths
 * @param inside whether the directory matches, and so its whole content
 */
record ScopedClause(int index, Clause.Effect effect, boolean inside, List<PathTarget> targets, List<Glob> except) {

    /** Whether the clause matches this path. */
    boolean means(byte[] path, int length, Inode inode) {
        return (inside || anyMeans(path, length, inode)) && !isException(path, length);
    }

    /** Whether it can still match anything. */
    boolean isAlive() {
        return inside || !targets.isEmpty();
    }

    /** The clause for a subdirectory; without effect if its whole content is an exception. */
    ScopedClause in(byte[] path, int length, Directory directory) {
        if (isException(path, length)) {
            return new ScopedClause(index, effect, false, List.of(), List.of());
        }
        boolean within = inside || anyMeans(path, length, directory);
        return new ScopedClause(
                index,
                effect,
                within,
                within ? List.of() : living(targets, target -> target.glob().mayFitBelow(path, length)),
                living(except, glob -> glob.mayFitBelow(path, length)));
    }

    private boolean anyMeans(byte[] path, int length, Inode inode) {
        for (PathTarget target : targets) {
            if (target.means(path, length, inode)) {
                return true;
            }
        }
        return false;
    }

    private boolean isException(byte[] path, int length) {
        for (Glob glob : except) {
            if (glob.fits(path, length)) {
                return true;
            }
        }
        return false;
    }

    /** The same list if no clause is removed, as in most directories. */
    private static <T> List<T> living(List<T> patterns, Predicate<T> lives) {
        return patterns.stream().allMatch(lives)
                ? patterns
                : patterns.stream().filter(lives).toList();
    }
}
