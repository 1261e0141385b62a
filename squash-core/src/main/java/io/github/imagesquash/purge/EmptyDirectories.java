// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.tree.ImagePath;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Removes directories that are empty, the deepest first, with the parents that become empty by this. */
record EmptyDirectories(TreeEdit edit, Set<ImagePath> kept) {
    /** @param directories the directories that may be empty; those that a package keeps stay */
    void remove(Collection<ImagePath> directories) {
        TreeSet<ImagePath> left = new TreeSet<>(directories);
        while (!left.isEmpty()) {
            ImagePath path = left.pollLast();
            boolean empty = !path.isRoot()
                    && !kept.contains(path)
                    && edit.tree()
                            .lookUpDirectory(path)
                            .filter(directory -> directory.entries().isEmpty())
                            .isPresent();
            if (empty) {
                edit.remove(path);
                left.add(path.parent());
            }
        }
    }
}
