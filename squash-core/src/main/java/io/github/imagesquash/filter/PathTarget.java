// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;

/**
 * Paths that are meant.
 *
 * @param glob what they look like
 * @param reach which of those that look so
 */
public record PathTarget(Glob glob, Reach reach) {
    /** Which of the paths that a pattern fits are meant. */
    public enum Reach {
        /** All, and of a directory all that is below it. */
        TREE,
        /** All but directories. */
        FILES,
        /** Regular files only. */
        REGULAR_FILES,
        /** All but directories; where the image has a package database, only what a package owns. */
        OWNED_FILES
    }

    /** Whether a path is meant itself. */
    boolean means(byte[] path, int length, Inode inode) {
        boolean reached = switch (reach) {
            case TREE -> true;
            case FILES, OWNED_FILES -> !(inode instanceof Directory);
            case REGULAR_FILES -> inode instanceof RegularFile;
        };
        return reached && glob.fits(path, length);
    }
}
