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

/** The tree while layers are laid on it, with a book of what each layer lost on the way. */
final class MergedTree {
    /**
     * Bytes of the paths of directories that no entry describes, which an entry of a few compressed bytes may want two
     * thousand of. A million of an ordinary depth has room.
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

    /** Says which layer acts from now on, 1 for the base. */
    void begin(int layer) {
        current = layer;
    }

    FileTree tree() {
        return tree;
    }

    /** What was lost by a layer, 1 for the base. */
    LayerLosses losses(int layer) {
        return losses[layer];
    }

    /** Takes a name away because a whiteout says so. */
    void remove(Directory parent, Name name, Loss loss) {
        parent.find(name)
                .ifPresent(top -> parent.remove(name, gone -> {
                    countRemoved(gone);
                    observer.gone(gone, gone == top ? loss : Loss.BELOW_WHITEOUT, current);
                }));
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
                    observer.gone(gone, gone == old ? Loss.REPLACED : Loss.BELOW_REPLACED, current);
                }));
        observer.added(parent, parent.add(name, inode, layer));
    }

    /** Counts a directory that no tar mentions, by the length of its path; whether there is room for it. */
    boolean hasRoomFor(int pathLength) {
        implied += pathLength;
        return implied <= MOST_IMPLIED;
    }

    /** Makes a directory that no tar mentions, in the place of whatever had its name. */
    Entry imply(Directory parent, Name name) {
        put(parent, name, new Directory(Attributes.IMPLIED), 0);
        return parent.find(name).orElseThrow();
    }

    /** Notes that the layer describes again a directory that stays. */
    void describeAgain(Directory parent, Entry entry) {
        countOverwritten(entry);
        observer.describedAgain(parent, entry, current);
        entry.writtenBy(current);
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
