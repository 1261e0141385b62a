// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.replay.ReplayObserver.Loss;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import java.util.Arrays;

/** The tree while layers are applied to it, with a record of each layer's losses. */
final class MergedTree {
    /**
     * The limit for the paths of directories that no entry describes, in bytes: an entry of a few compressed bytes may
     * require two thousand of them. A million directories of ordinary depth fit.
     */
    static final long MOST_IMPLIED = 64 << 20;

    private final FileTree tree = new FileTree();
    private final LayerLosses[] losses;
    private final ReplayObserver observer;
    private int current;
    private long implied;

    MergedTree(int layers, ReplayObserver observer) {
        this.losses = new LayerLosses[layers + 1];
        Arrays.fill(losses, LayerLosses.NONE);
        this.observer = observer;
    }

    /** Sets the layer that is applied from now on, 1 for the base. */
    void begin(int layer) {
        current = layer;
    }

    FileTree tree() {
        return tree;
    }

    /** The losses of a layer, 1 for the base. */
    LayerLosses losses(int layer) {
        return losses[layer];
    }

    /** Removes a name because of a whiteout. */
    void remove(Directory parent, Name name, Loss loss) {
        parent.find(name)
                .ifPresent(top -> parent.remove(name, gone -> {
                    countRemoved(gone);
                    observer.gone(gone, gone == top ? loss : Loss.BELOW_WHITEOUT, current);
                }));
    }

    /** Gives a name a new inode, replacing any previous one. */
    void put(Directory parent, Name name, Inode inode, int layer) {
        parent.find(name)
                .ifPresent(old -> parent.remove(name, gone -> {
                    if (gone == old) {
                        countOverwritten(gone);
                    } else {
                        countRemoved(gone);
                    }
                    observer.gone(gone, gone == old ? Loss.REPLACED : Loss.BELOW_REPLACED, current);
                }));
        observer.added(parent, parent.add(name, inode, layer));
    }

    /** Counts a directory that no tar mentions, by the length of its path; returns whether it is within the limit. */
    boolean hasRoomFor(int pathLength) {
        implied += pathLength;
        return implied <= MOST_IMPLIED;
    }

    /** Creates a directory that no tar mentions, replacing any file with its name. */
    Entry imply(Directory parent, Name name) {
        put(parent, name, new Directory(Attributes.IMPLIED), 0);
        return parent.find(name).orElseThrow();
    }

    /** Records that the layer describes a staying directory again. */
    void describeAgain(Directory parent, Entry entry) {
        countOverwritten(entry);
        observer.describedAgain(parent, entry, current);
        entry.writtenBy(current);
    }

    // A directory that no tar mentions belongs to no layer, so no layer loses it.

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
