package io.github.imagesquash.replay;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import java.util.Arrays;

/** The tree while layers are laid on it, with a book of what each layer lost on the way. */
final class MergedTree {
    private final FileTree tree = new FileTree();
    private final LayerLosses[] losses;

    MergedTree(int layers) {
        losses = new LayerLosses[layers + 1];
        Arrays.fill(losses, LayerLosses.NONE);
    }

    FileTree tree() {
        return tree;
    }

    /** What was lost by a layer, 1 for the base. */
    LayerLosses losses(int layer) {
        return losses[layer];
    }

    /** Takes a name away because a layer says so. */
    void remove(Directory parent, Name name) {
        parent.remove(name, this::countRemoved);
    }

    /** Gives a name a new inode, in the place of whatever had it. */
    void put(Directory parent, Name name, Inode inode, int layer) {
        parent.find(name)
                .ifPresent(old -> parent.remove(name, gone -> {
                    if (gone == old) {
                        countOverwritten(gone);
                    } else {
                        countRemoved(gone);
                    }
                }));
        parent.add(name, inode, layer);
    }

    /** Notes that a layer describes again a directory that stays. */
    void describeAgain(Entry entry, int layer) {
        countOverwritten(entry);
        entry.writtenBy(layer);
    }

    // A directory that no tar mentions belongs to no layer and is nobody's loss.

    private void countRemoved(Entry gone) {
        if (gone.layer() > 0) {
            losses[gone.layer()] = losses[gone.layer()].removed(freed(gone));
        }
    }

    private void countOverwritten(Entry gone) {
        if (gone.layer() > 0) {
            losses[gone.layer()] = losses[gone.layer()].overwritten(freed(gone));
        }
    }

    private static long freed(Entry gone) {
        return gone.inode().links() == 0 ? gone.inode().size() : 0;
    }
}
