package io.github.imagesquash.group;

import io.github.imagesquash.tree.Inode;

/** One entry that a layer's tar will have. Paths are as written: no leading slash, a directory's with one at the end. */
public sealed interface PlannedEntry {
    /** The name to be written, not to be changed. */
    byte[] path();

    /** The inode whose attributes are written. */
    Inode inode();

    /**
     * The entry that carries the inode's content, or all there is of it.
     *
     * @param path the name to be written
     * @param inode what it names
     */
    record Node(byte[] path, Inode inode) implements PlannedEntry {}

    /**
     * One more name of an inode that an earlier entry of the same layer carries.
     *
     * @param path the name to be written
     * @param inode what it names
     * @param target the name under which the inode was written first
     */
    record Link(byte[] path, Inode inode, byte[] target) implements PlannedEntry {}
}
