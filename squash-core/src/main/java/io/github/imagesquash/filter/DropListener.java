// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;

/** Receives each name that is taken out of a merged tree on purpose. */
@FunctionalInterface
public interface DropListener {
    /** Does not listen. */
    DropListener NONE = (entry, cause) -> {};

    /**
     * A name went, and its inode has one link less; a directory before what was in it.
     *
     * @param cause why, of what is below a directory why that went
     */
    void dropped(Entry entry, Cause cause);
}
