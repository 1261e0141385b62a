// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * The names removed from a merged tree for one reason.
 *
 * @param cause the reason
 * @param paths the number of names, including directories
 * @param bytes size of the content of inodes that lose their last name by this
 * @param first the first paths, at most {@value #MOST_LISTED}, in the order of the tree
 */
public record Removal(Cause cause, long paths, long bytes, List<ImagePath> first) {
    /** The maximum number of listed paths. */
    public static final int MOST_LISTED = 1000;

    public Removal {
        first = List.copyOf(first);
    }
}
