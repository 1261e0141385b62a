// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Which inodes of a tree another tree has just as well, see {@link EqualInodeSearch}. No inode of the other tree is the
 * counterpart of two. Directories have none, since what is in them is compared name by name.
 */
public final class EqualInodes {
    private final Map<Inode, Inode> others;

    /** @param others of each inode the other tree's */
    EqualInodes(Map<Inode, Inode> others) {
        this.others = new IdentityHashMap<>(others);
    }

    /** The other tree's inode that is the same as this one, under all of this one's names. */
    public Optional<Inode> of(Inode inode) {
        return Optional.ofNullable(others.get(inode));
    }

    /**
     * Tells of each regular file that has a counterpart, in no particular order.
     *
     * @param visitor gets the file, and the other tree's
     */
    public void forEachFile(BiConsumer<RegularFile, RegularFile> visitor) {
        others.forEach((inode, other) -> {
            if (inode instanceof RegularFile file && other instanceof RegularFile counterpart) {
                visitor.accept(file, counterpart);
            }
        });
    }
}
