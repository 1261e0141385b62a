// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.util.List;
import java.util.Optional;

/**
 * The state of an inode at one moment, with everything below it; later changes of the tree do not affect it. Files are
 * not copied: an inode with the same attributes as here is unchanged, because its content never changes.
 *
 * @param inode the inode
 * @param attributes its attributes at that moment
 * @param entries its entries if it is a directory, names ascending as unsigned bytes
 */
public record Snapshot(Inode inode, Attributes attributes, List<Named> entries) {
    /** An empty directory that no entry describes. */
    public static final Snapshot EMPTY = of(new Directory(Attributes.IMPLIED));

    public Snapshot {
        entries = List.copyOf(entries);
    }

    /** A name and its inode. */
    public record Named(Name name, Snapshot what) {}

    /** A snapshot of the present state. */
    public static Snapshot of(Inode inode) {
        List<Named> entries = inode instanceof Directory directory
                ? directory.sortedEntries().stream()
                        .map(entry -> new Named(entry.name(), of(entry.inode())))
                        .toList()
                : List.of();
        return new Snapshot(inode, inode.attributes(), entries);
    }

    /** Whether it was a directory. */
    public boolean isDirectory() {
        return inode instanceof Directory;
    }

    /** Whether an inode is this one, and unchanged. */
    public boolean isStill(Inode other) {
        return inode == other && attributes.equals(other.attributes());
    }

    /** The inode of a name in it. */
    public Optional<Snapshot> find(Name name) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = entries.get(middle).name().compareTo(name);
            if (order == 0) {
                return Optional.of(entries.get(middle).what());
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }
}
