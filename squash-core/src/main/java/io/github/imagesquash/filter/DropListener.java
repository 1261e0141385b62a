// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;

/** Receives each name that is removed from a merged tree on purpose. */
@FunctionalInterface
public interface DropListener {
    /** Ignores all names. */
    DropListener NONE = (entry, cause) -> {};

    /**
     * A name was removed, and its inode has one link less; a directory before its content.
     *
     * @param cause the reason; below a removed directory the reason for that directory
     */
    void dropped(Entry entry, Cause cause);
}
