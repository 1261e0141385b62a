package io.github.imagesquash.tree;

import java.util.Optional;

/** A file system: the root directory, and whether any layer has described it. */
public final class FileTree {
    private final Directory root = new Directory(Attributes.IMPLIED);
    private int rootLayer;

    /** The root directory, which always exists. */
    public Directory root() {
        return root;
    }

    /** Whether a layer had an entry for the root; if none had, none is written. */
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

    /** The inode at a path, links not followed. */
    public Optional<Inode> lookUp(ImagePath path) {
        return path.isRoot() ? Optional.of(root) : find(path).map(Entry::inode);
    }

    /** The entry at a path, links not followed; the root has none. */
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

    /** The directory at a path, links not followed. */
    public Optional<Directory> lookUpDirectory(ImagePath path) {
        return lookUp(path)
                .flatMap(inode -> inode instanceof Directory directory ? Optional.of(directory) : Optional.empty());
    }
}
