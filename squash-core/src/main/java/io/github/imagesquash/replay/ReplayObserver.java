// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;

/**
 * Receives what happens to each name while layers are applied, base first, and within a layer in the order of its
 * effects: removals, then additions. The root has no name and is left out.
 */
public interface ReplayObserver {
    /** Ignores everything. */
    ReplayObserver NONE = new ReplayObserver() {
        @Override
        public void added(Directory parent, Entry entry) {}

        @Override
        public void describedAgain(Directory parent, Entry entry, int layer) {}

        @Override
        public void gone(Entry entry, Loss loss, int layer) {}
    };

    /** The reason why a name was removed. */
    enum Loss {
        /** A whiteout of this name. */
        WHITEOUT,
        /** An opaque whiteout of its directory. */
        OPAQUE,
        /** A whiteout of either kind removed a directory above it; reported after that directory. */
        BELOW_WHITEOUT,
        /** A layer has another file with this name. */
        REPLACED,
        /** A directory above it became something else; reported after that directory. */
        BELOW_REPLACED
    }

    /**
     * A name is new.
     *
     * @param parent its directory
     * @param entry the name, with the layer whose tar has it; layer 0 for a directory that no tar mentions
     */
    void added(Directory parent, Entry entry);

    /**
     * A layer describes an existing directory, which stays.
     *
     * @param parent its directory
     * @param entry the name, still with the layer that described it last
     * @param layer the layer that describes it now
     */
    void describedAgain(Directory parent, Entry entry, int layer);

    /**
     * A name was removed, and its inode has one link less.
     *
     * @param entry the name, with the layer that it came from
     * @param layer the layer that removed it, which can be the same
     */
    void gone(Entry entry, Loss loss, int layer);
}
