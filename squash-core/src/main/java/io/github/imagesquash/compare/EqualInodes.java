// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The inodes of a tree that another tree has too, see {@link EqualInodeSearch}. An inode of the other tree is the
 * counterpart of only one. Directories have none, because their content is compared name by name.
 */
public final class EqualInodes {
    private final Map<Inode, Inode> others;

    /** @param others the other tree's inode for each inode */
    EqualInodes(Map<Inode, Inode> others) {
        this.others = new IdentityHashMap<>(others);
    }

    /** The equal inode of the other tree, which has all names of this one. */
    public Optional<Inode> of(Inode inode) {
        return Optional.ofNullable(others.get(inode));
    }

    /**
     * Visits each regular file with a counterpart, in no particular order.
     *
     * @param visitor receives the file and its counterpart
     */
    public void forEachFile(BiConsumer<RegularFile, RegularFile> visitor) {
        others.forEach((inode, other) -> {
            if (inode instanceof RegularFile file && other instanceof RegularFile counterpart) {
                visitor.accept(file, counterpart);
            }
        });
    }
}
