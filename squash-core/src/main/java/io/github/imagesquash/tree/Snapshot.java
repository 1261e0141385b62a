// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.util.List;
import java.util.Optional;

/**
 * An inode as it is at one moment, with all that is below it, whatever becomes of the tree later. Files are not copied: an
 * inode that has the same attributes as here is what it was, since its content never changes.
 *
 * @param inode what it was
 * @param attributes its attributes then
 * @param entries what was in it if it is a directory, names ascending as unsigned bytes
 */
public record Snapshot(Inode inode, Attributes attributes, List<Named> entries) {
    /** A directory that nobody describes, with nothing in it. */
    public static final Snapshot EMPTY = of(new Directory(Attributes.IMPLIED));

    public Snapshot {
        entries = List.copyOf(entries);
    }

    /** A name and what it meant. */
    public record Named(Name name, Snapshot what) {}

    /** What there is now. */
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

    /** Whether an inode is this one, and has not changed since. */
    public boolean isStill(Inode other) {
        return inode == other && attributes.equals(other.attributes());
    }

    /** What a name in it meant. */
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
