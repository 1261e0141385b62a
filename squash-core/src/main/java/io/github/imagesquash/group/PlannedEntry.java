// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Inode;
import java.nio.charset.StandardCharsets;

/**
 * One entry of a layer's future tar. Paths are as written: without a leading slash, directories with a trailing one.
 * Attributes are those at the moment of planning, because kept layers above may change an inode's.
 */
public sealed interface PlannedEntry {
    /** The name to be written, not to be changed. */
    byte[] path();

    /**
     * The entry with the inode's content, or the whole inode.
     *
     * @param path the name to be written
     * @param inode the inode that it names
     * @param attributes the attributes to be written
     */
    record Node(byte[] path, Inode inode, Attributes attributes) implements PlannedEntry {
        Node(byte[] path, Inode inode) {
            this(path, inode, inode.attributes());
        }
    }

    /**
     * One more name of an inode that has an earlier entry in the same layer.
     *
     * @param path the name to be written
     * @param attributes the attributes to be written, the inode's
     * @param target the name under which the inode was written first
     */
    record Link(byte[] path, Attributes attributes, byte[] target) implements PlannedEntry {}

    /**
     * An entry that removes a name of the layers below.
     *
     * @param path the name to be written, with its {@code .wh.}
     */
    record Whiteout(byte[] path) implements PlannedEntry {
        /** The prefix of a whiteout's name (layer.md, "Whiteouts"). */
        static final byte[] PREFIX = ".wh.".getBytes(StandardCharsets.US_ASCII);
    }
}
