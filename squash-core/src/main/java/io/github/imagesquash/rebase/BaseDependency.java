// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import java.util.Locale;

/** The effect of a layer on a path of the base below it. */
public enum BaseDependency {
    /** Removes it, by a whiteout or with a directory above it. */
    REMOVES,
    /** Has another file with this name. */
    OVERWRITES,
    /** Describes the directory again, with attributes of its own. */
    DESCRIBES,
    /** Has a hard link to it. */
    LINKS,
    /** Has entries below it, and so needs a directory there. */
    NEEDS,
    /** Writes it in only one of the two trees, because a symbolic link leads elsewhere in the other. */
    DIVERTS;

    /** The verb for messages: the constant's name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
