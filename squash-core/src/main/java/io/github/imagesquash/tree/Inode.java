// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

/**
 * A file without its name. Names are {@link Entry entries} of directories; two entries with the same inode are hard links
 * of each other, and neither is the original.
 */
public abstract sealed class Inode permits Directory, RegularFile, Symlink, Device, Fifo {
    private Attributes attributes;
    private int links;

    Inode(Attributes attributes) {
        this.attributes = attributes;
    }

    /** Its present attributes. */
    public final Attributes attributes() {
        return attributes;
    }

    /** Replaces its attributes, for all its names at once. */
    public final void setAttributes(Attributes replacement) {
        attributes = replacement;
    }

    /** The number of its names in the tree. */
    public final int links() {
        return links;
    }

    /** Bytes of content; 0 for everything but regular files. */
    public long size() {
        return 0;
    }

    final void linked() {
        links++;
    }

    final void unlinked() {
        links--;
    }
}
