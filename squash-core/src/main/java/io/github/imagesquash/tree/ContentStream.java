// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import io.github.imagesquash.blob.PositionedStream;

/** A regular file's content, from the beginning. */
public final class ContentStream extends PositionedStream {
    /** Begins at the file's beginning; the tar that contains it must stay open. */
    public ContentStream(RegularFile file) {
        super(file);
    }
}
