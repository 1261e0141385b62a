// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;

/**
 * A file that a package manager wrote.
 *
 * @param path its path
 * @param layer the layer that wrote it, 1 for the base
 * @param inode its content
 */
record DatabaseFile(ImagePath path, int layer, RegularFile inode) {
    /** Its name, as {@link RawText}. */
    String name() {
        return RawText.of(path.last());
    }
}
