// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

/** A named pipe. */
public final class Fifo extends Inode {
    /** A pipe with these attributes. */
    public Fifo(Attributes attributes) {
        super(attributes);
    }
}
