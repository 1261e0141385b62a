// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * A file that squash keeps and whose content cannot be found at one entry alone: it has several names, or its only name
 * is a hard link to one that was removed. The content is saved only if all its names are left out.
 *
 * @param bytes size of the content, in bytes
 * @param paths all its names in a container, in the order of the layers' tars; at least one
 */
public record HardLinks(long bytes, List<ImagePath> paths) {
    public HardLinks {
        paths = List.copyOf(paths);
    }
}
