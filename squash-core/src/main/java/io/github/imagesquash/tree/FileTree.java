// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file system: the root directory, and whether any layer has described it. */
public final class FileTree {
    private final Directory root = new Directory(Attributes.IMPLIED);
    private int rootLayer;

    /** The root directory, which always exists. */
    public Directory root() {
        return root;
    }

    /** Whether a layer has an entry for the root; if none has, none is written. */
    public boolean isRootDescribed() {
        return rootLayer > 0;
    }

    /** The layer whose tar has the last entry for the root, 1 for the base; 0 if none has one. */
    public int rootLayer() {
        return rootLayer;
    }

    /** Sets the root's attributes from an entry of a layer, 1 for the base. */
    public void describeRoot(Attributes attributes, int layer) {
        root.setAttributes(attributes);
        rootLayer = layer;
    }

    /** The size of the content of all its files, in bytes; a file with several names counts once. */
    public long contentBytes() {
        long bytes = 0;
        Set<Inode> linked = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Directory> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            for (Entry entry : left.pop().entries()) {
                Inode inode = entry.inode();
                bytes += inode.links() == 1 || linked.add(inode) ? inode.size() : 0;
                if (inode instanceof Directory directory) {
                    left.push(directory);
                }
            }
        }
        return bytes;
    }

    /** Sets the times of all its files to no later than an instant; {@link Instant#MAX} leaves them. */
    public void clampTimes(Instant latest) {
        root.setAttributes(root.attributes().notAfter(latest));
        Deque<Directory> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            for (Entry entry : left.pop().entries()) {
                Inode inode = entry.inode();
                inode.setAttributes(inode.attributes().notAfter(latest));
                if (inode instanceof Directory directory) {
                    left.push(directory);
                }
            }
        }
    }

    /** The inode at a path, without following links. */
    public Optional<Inode> lookUp(ImagePath path) {
        return path.isRoot() ? Optional.of(root) : find(path).map(Entry::inode);
    }

    /** The entry at a path, without following links; the root has none. */
    public Optional<Entry> find(ImagePath path) {
        Inode inode = root;
        Optional<Entry> entry = Optional.empty();
        for (Name name : path.names()) {
            entry = inode instanceof Directory directory ? directory.find(name) : Optional.empty();
            if (entry.isEmpty()) {
                return entry;
            }
            inode = entry.get().inode();
        }
        return entry;
    }

    /** The directory at a path, without following links. */
    public Optional<Directory> lookUpDirectory(ImagePath path) {
        return lookUp(path)
                .flatMap(inode -> inode instanceof Directory directory ? Optional.of(directory) : Optional.empty());
    }
}
