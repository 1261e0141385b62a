// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An inode that gives names to other inodes. */
public final class Directory extends Inode {
    // Most directories of an image are leaves of the tree or have few names, so there is no table until there is a
    // name.
    private Map<Name, Entry> entries = Map.of();

    /** An empty directory. */
    public Directory(Attributes attributes) {
        super(attributes);
    }

    /** The entry of this name. */
    public Optional<Entry> find(Name name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * Gives an inode a name here; the name must be free.
     *
     * @param layer the layer whose tar has the entry, 1 for the base; 0 for a directory that no tar mentions
     */
    public Entry add(Name name, Inode inode, int layer) {
        if (entries.isEmpty()) {
            entries = new HashMap<>(4);
        }
        Entry entry = new Entry(name, inode, layer);
        if (entries.putIfAbsent(name, entry) != null) {
            throw new IllegalStateException("name is taken: " + name);
        }
        inode.linked();
        return entry;
    }

    /**
     * Removes a name, and with a directory's name everything below it; does nothing if there is no such name.
     *
     * @param gone receives each removed entry, after the link count of its inode has been reduced; a directory before
     *     its content
     */
    public void remove(Name name, Consumer<Entry> gone) {
        Entry removed = entries.remove(name);
        if (removed != null) {
            release(removed, gone);
        }
    }

    /** Without recursion, because two thousand nested directories are too deep for it. */
    private static void release(Entry removed, Consumer<Entry> gone) {
        Deque<Entry> left = new ArrayDeque<>();
        left.push(removed);
        while (!left.isEmpty()) {
            Entry entry = left.pop();
            entry.inode().unlinked();
            gone.accept(entry);
            if (entry.inode() instanceof Directory directory) {
                directory.entries.values().forEach(left::push);
            }
        }
    }

    /** Its entries in no particular order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** Its entries, names ascending as unsigned bytes. */
    public List<Entry> sortedEntries() {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        return sorted;
    }
}
