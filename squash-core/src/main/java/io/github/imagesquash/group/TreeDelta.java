// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Snapshot;

/**
 * What a tree has, and has no more, that another one had from which it was made: what new layers have to bring.
 *
 * @param lower the other tree's root
 * @param kept how many layers the other tree was made of; what later ones wrote is written
 * @param tree what was made of it
 */
public record TreeDelta(Snapshot lower, int kept, FileTree tree) {
    /** All of a tree, which lies on nothing. */
    public static TreeDelta all(FileTree tree) {
        return new TreeDelta(Snapshot.EMPTY, 0, tree);
    }

    /** Whether the root has to be described by what is written. */
    boolean describesRoot() {
        return tree.rootLayer() > kept;
    }
}
