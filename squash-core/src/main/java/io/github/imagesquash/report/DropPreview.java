// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * What a set of rules alone would leave out of an image.
 *
 * @param set its name for {@code --drop}
 * @param about a description in a few words
 * @param paths the number of names, including directories
 * @param bytes size of the content of the files
 * @param first the first paths of each rule
 */
public record DropPreview(String set, String about, long paths, long bytes, List<ImagePath> first) {
    public DropPreview {
        first = List.copyOf(first);
    }
}
