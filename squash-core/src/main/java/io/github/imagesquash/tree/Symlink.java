// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

/** A symbolic link. Its target is data: kept unchanged, neither normalised nor resolved. */
public final class Symlink extends Inode {
    private final byte[] target;

    /** A link to {@code target}, which is not copied. */
    public Symlink(Attributes attributes, byte[] target) {
        super(attributes);
        this.target = target;
    }

    /** The target's bytes, not to be changed. */
    public byte[] target() {
        return target;
    }
}
