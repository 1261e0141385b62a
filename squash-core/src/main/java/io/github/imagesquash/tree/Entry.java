// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

/** A name in a directory, with its inode and the last layer that has an entry for it. */
public final class Entry {
    private final Name name;
    private final Inode inode;
    private int layer;

    Entry(Name name, Inode inode, int layer) {
        this.name = name;
        this.inode = inode;
        this.layer = layer;
    }

    /** The name. */
    public Name name() {
        return name;
    }

    /** The inode that it names. */
    public Inode inode() {
        return inode;
    }

    /** The layer whose tar has the last entry for this name, 1 for the base; 0 for a directory that no tar mentions. */
    public int layer() {
        return layer;
    }

    /** Records that a later layer has written this name again. */
    public void writtenBy(int laterLayer) {
        layer = laterLayer;
    }
}
