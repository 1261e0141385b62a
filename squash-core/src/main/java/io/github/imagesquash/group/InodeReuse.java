// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.compare.EqualInodes;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * Puts a tree that was made without some layers on these layers: where they have an equal file, the tree takes theirs.
 * The remaining difference is what has to be written above them, and each content is where it will be in the result.
 */
public final class InodeReuse {
    private final EqualInodes counterparts;
    private final int layers;

    private InodeReuse(EqualInodes counterparts, int layers) {
        this.counterparts = counterparts;
        this.layers = layers;
    }

    /**
     * Changes a tree to one that consists of layers and one new layer above them. If they describe the root and the
     * tree does not, it gets the attributes that engines give to an undescribed one, because a description cannot be
     * removed.
     *
     * @param tree the tree; it does not change for a container
     * @param lower the tree of the layers; it is empty afterwards, because its inodes are then in the tree
     * @param layers the number of these layers
     * @param counterparts the tree's inodes that the layers have
     * @return the difference to write above the layers
     */
    public static TreeDelta of(FileTree tree, FileTree lower, int layers, EqualInodes counterparts) {
        Snapshot below = Snapshot.of(lower.root());
        if (lower.isRootDescribed() || tree.isRootDescribed()) {
            Attributes root = tree.root().attributes();
            tree.describeRoot(root, isSameRoot(tree, lower) ? lower.rootLayer() : layers + 1);
        }
        new InodeReuse(counterparts, layers).adopt(tree.root(), Optional.of(lower.root()));
        for (Entry entry : List.copyOf(lower.root().entries())) {
            lower.root().remove(entry.name(), gone -> {});
        }
        return new TreeDelta(below, layers, tree);
    }

    /** Whether a tree equals another one. */
    public static boolean isNeedless(FileTree tree, FileTree other, EqualInodes counterparts) {
        boolean sameRoot = !tree.isRootDescribed() && !other.isRootDescribed() || isSameRoot(tree, other);
        return sameRoot && new InodeReuse(counterparts, 0).isSame(tree.root(), other.root());
    }

    private static boolean isSameRoot(FileTree tree, FileTree lower) {
        return lower.isRootDescribed()
                && lower.root().attributes().equals(tree.root().attributes());
    }

    private boolean isSame(Directory own, Directory other) {
        if (own.entries().size() != other.entries().size()) {
            return false;
        }
        for (Entry entry : own.entries()) {
            Optional<Entry> there = other.find(entry.name());
            if (there.isEmpty() || !isSame(entry.inode(), there.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(Inode own, Entry there) {
        return own instanceof Directory directory
                ? isDescribedAlike(directory, there) && isSame(directory, (Directory) there.inode())
                : counterparts.of(own).isPresent();
    }

    /** A directory that no layer mentions gets its attributes from the engine, and the time of unpacking. */
    private static boolean isDescribedAlike(Directory own, Entry there) {
        return there.layer() > 0
                && there.inode() instanceof Directory other
                && other.attributes().equals(own.attributes());
    }

    private void adopt(Directory directory, Optional<Directory> lower) {
        for (Entry entry : List.copyOf(directory.entries())) {
            Optional<Entry> there = lower.flatMap(below -> below.find(entry.name()));
            Optional<Inode> counterpart = counterparts.of(entry.inode());
            if (entry.inode() instanceof Directory child) {
                boolean same =
                        there.filter(below -> isDescribedAlike(child, below)).isPresent();
                entry.writtenBy(same ? there.get().layer() : layers + 1);
                adopt(child, there.flatMap(InodeReuse::directory));
            } else if (counterpart.isPresent() && there.isPresent()) {
                directory.remove(entry.name(), gone -> {});
                directory.add(entry.name(), counterpart.get(), there.get().layer());
            } else {
                entry.writtenBy(layers + 1);
            }
        }
    }

    private static Optional<Directory> directory(Entry entry) {
        return entry.inode() instanceof Directory directory ? Optional.of(directory) : Optional.empty();
    }
}
