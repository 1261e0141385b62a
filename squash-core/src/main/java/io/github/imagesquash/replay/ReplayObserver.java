// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;

/**
 * Receives what becomes of each name while layers are laid on each other, base first, and within a layer in the order in
 * which it acts: what it removes, then what it adds. The root has no name and is left out.
 */
public interface ReplayObserver {
    /** Looks at nothing. */
    ReplayObserver NONE = new ReplayObserver() {
        @Override
        public void added(Directory parent, Entry entry) {}

        @Override
        public void describedAgain(Directory parent, Entry entry, int layer) {}

        @Override
        public void gone(Entry entry, Loss loss, int layer) {}
    };

    /** Why a name went. */
    enum Loss {
        /** A whiteout of this very name. */
        WHITEOUT,
        /** An opaque whiteout of the directory that it was in. */
        OPAQUE,
        /** A whiteout of either kind took a directory above it; told after that directory. */
        BELOW_WHITEOUT,
        /** A layer has another file of this name. */
        REPLACED,
        /** A directory above it became something else; told after that directory. */
        BELOW_REPLACED
    }

    /**
     * A name is new.
     *
     * @param parent the directory that it is in
     * @param entry the name, with the layer whose tar has it; layer 0 for a directory that no tar mentions
     */
    void added(Directory parent, Entry entry);

    /**
     * A layer describes a directory that is there and stays.
     *
     * @param parent the directory that it is in
     * @param entry the name, still with the layer that described it before
     * @param layer the layer that does so now
     */
    void describedAgain(Directory parent, Entry entry, int layer);

    /**
     * A name is no more, and its inode has one link less.
     *
     * @param entry the name, with the layer that it was from
     * @param layer the layer that took it away, which can be the same
     */
    void gone(Entry entry, Loss loss, int layer);
}
