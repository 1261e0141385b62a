// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * What is taken out of a merged tree for one reason.
 *
 * @param cause why
 * @param paths how many names, directories included
 * @param bytes the content of those inodes that lose their last name with them
 * @param first the first {@value #MOST_LISTED} of the paths at most, in the order of the tree
 */
public record Removal(Cause cause, long paths, long bytes, List<ImagePath> first) {
    /** How many paths are listed. */
    public static final int MOST_LISTED = 1000;

    public Removal {
        first = List.copyOf(first);
    }
}
