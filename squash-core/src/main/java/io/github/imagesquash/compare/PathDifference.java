// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/** A path that differs between two images. */
public sealed interface PathDifference {
    /** The path, which is bytes; its text is for messages. */
    ImagePath path();

    /**
     * Only the second image has it. The paths below a directory are reported separately.
     *
     * @param path the path
     * @param type its type
     * @param size bytes of content; 0 for everything but regular files
     */
    record Added(ImagePath path, FileType type, long size) implements PathDifference {}

    /**
     * Only the first image has it. The paths below a directory are reported separately.
     *
     * @param path the path
     * @param type its type
     * @param size bytes of content; 0 for everything but regular files
     */
    record Removed(ImagePath path, FileType type, long size) implements PathDifference {}

    /**
     * Both have it, with different attributes or content.
     *
     * @param path the path
     * @param changes the changes, at least one, in the order of {@link Attribute}
     */
    record Changed(ImagePath path, List<AttributeChange> changes) implements PathDifference {
        public Changed {
            changes = List.copyOf(changes);
        }
    }
}
