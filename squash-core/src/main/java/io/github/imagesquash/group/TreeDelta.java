// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Snapshot;

/**
 * The difference of a tree from another one that it was made from: the content of new layers.
 *
 * @param lower the other tree's root
 * @param kept the number of layers of the other tree; entries of later layers are written
 * @param tree the changed tree
 */
public record TreeDelta(Snapshot lower, int kept, FileTree tree) {
    /** A whole tree, without lower layers. */
    public static TreeDelta all(FileTree tree) {
        return new TreeDelta(Snapshot.EMPTY, 0, tree);
    }

    /** Whether the new layers have to describe the root. */
    boolean describesRoot() {
        return tree.rootLayer() > kept;
    }
}
