// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

/** A character or block device. */
public final class Device extends Inode {
    private final boolean block;
    private final int major;
    private final int minor;

    /** A device with its numbers, each at least 0. */
    public Device(Attributes attributes, boolean block, int major, int minor) {
        super(attributes);
        this.block = block;
        this.major = major;
        this.minor = minor;
    }

    /** Whether it is a block device; otherwise it is a character device. */
    public boolean isBlock() {
        return block;
    }

    /** The major number. */
    public int major() {
        return major;
    }

    /** The minor number. */
    public int minor() {
        return minor;
    }
}
