// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tree.ImagePath;

/**
 * An entry of a layer that hides something of the layers below it.
 *
 * @param kind what it hides
 * @param path the path that it hides, or the directory whose content it hides
 * @param position how many of the layer's additions stand before it
 */
record Whiteout(Kind kind, ImagePath path, int position) {
    /** The two kinds of layer.md. */
    enum Kind {
        /** A whiteout of one name, and of all that is below it. */
        NAME,
        /** An opaque whiteout: the content of a directory. */
        CONTENT
    }

    /** The directory in which it hides something. */
    ImagePath directory() {
        return kind == Kind.CONTENT ? path : path.parent();
    }
}
