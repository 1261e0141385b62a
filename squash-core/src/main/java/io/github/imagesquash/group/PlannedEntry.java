// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Inode;
import java.nio.charset.StandardCharsets;

/**
 * One entry that a layer's tar will have. Paths are as written: no leading slash, a directory's with one at the end.
 * Attributes are those of the moment of planning, since layers that are kept above may change an inode's.
 */
public sealed interface PlannedEntry {
    /** The name to be written, not to be changed. */
    byte[] path();

    /**
     * The entry that carries the inode's content, or all there is of it.
     *
     * @param path the name to be written
     * @param inode what it names
     * @param attributes the attributes to be written
     */
    record Node(byte[] path, Inode inode, Attributes attributes) implements PlannedEntry {
        Node(byte[] path, Inode inode) {
            this(path, inode, inode.attributes());
        }
    }

    /**
     * One more name of an inode that an earlier entry of the same layer carries.
     *
     * @param path the name to be written
     * @param attributes the attributes to be written, the inode's
     * @param target the name under which the inode was written first
     */
    record Link(byte[] path, Attributes attributes, byte[] target) implements PlannedEntry {}

    /**
     * What takes a name of the layers below away.
     *
     * @param path the name to be written, with its {@code .wh.}
     */
    record Whiteout(byte[] path) implements PlannedEntry {
        /** What a whiteout's name begins with (layer.md, "Whiteouts"). */
        static final byte[] PREFIX = ".wh.".getBytes(StandardCharsets.US_ASCII);
    }
}
