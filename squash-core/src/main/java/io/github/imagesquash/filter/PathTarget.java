// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;

/**
 * Paths that a rule or pattern matches.
 *
 * @param glob their pattern
 * @param reach which of the paths that match the pattern
 */
public record PathTarget(Glob glob, Reach reach) {
    /** Which of the paths that match a pattern count. */
    public enum Reach {
        /** All, with everything below a directory. */
        TREE,
        /** All except directories. */
        FILES,
        /** Only regular files. */
        REGULAR_FILES,
        /** All except directories; if the image has a package database, only files that a package owns. */
        OWNED_FILES
    }

    /** Whether a path itself matches. */
    boolean means(byte[] path, int length, Inode inode) {
        boolean reached = switch (reach) {
            case TREE -> true;
            case FILES, OWNED_FILES -> !(inode instanceof Directory);
            case REGULAR_FILES -> inode instanceof RegularFile;
        };
        return reached && glob.fits(path, length);
    }
}
