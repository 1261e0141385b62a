package io.github.imagesquash.tree;

import java.util.Optional;

/** A file system: the root directory, and whether any layer has described it. */
public final class FileTree {
    private final Directory root = new Directory(Attributes.IMPLIED);
    private boolean rootDescribed;

    /** The root directory, which always exists. */
    public Directory root() {
        return root;
    }

    /** Whether a layer had an entry for the root; if none had, none is written. */
    public boolean isRootDescribed() {
        return rootDescribed;
    }

    /** Sets the root's attributes from a layer's entry. */
    public void describeRoot(Attributes attributes) {
        root.setAttributes(attributes);
        rootDescribed = true;
    }

    /** The inode at a path, links not followed. */
    public Optional<Inode> lookUp(ImagePath path) {
        Inode inode = root;
        for (Name name : path.names()) {
            Optional<Entry> entry = inode instanceof Directory directory ? directory.find(name) : Optional.empty();
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            inode = entry.get().inode();
        }
        return Optional.of(inode);
    }

    /** The directory at a path, links not followed. */
    public Optional<Directory> lookUpDirectory(ImagePath path) {
        return lookUp(path)
                .flatMap(inode -> inode instanceof Directory directory ? Optional.of(directory) : Optional.empty());
    }
}
