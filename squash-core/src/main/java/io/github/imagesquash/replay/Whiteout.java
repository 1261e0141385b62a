// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tree.ImagePath;

/**
 * An entry of a layer that hides paths of the layers below it.
 *
 * @param kind what it hides
 * @param path the path that it hides, or the directory whose content it hides
 * @param position the number of the layer's additions before it
 */
record Whiteout(Kind kind, ImagePath path, int position) {
    /** The two kinds of layer.md. */
    enum Kind {
        /** A whiteout of one name and everything below it. */
        NAME,
        /** An opaque whiteout: the content of a directory. */
        CONTENT
    }

    /** The directory in which it hides names. */
    ImagePath directory() {
        return kind == Kind.CONTENT ? path : path.parent();
    }
}
