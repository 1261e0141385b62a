// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Merges lists of directories separated by colons, such as {@code PATH}. */
final class SearchPath {
    private SearchPath() {}

    /**
     * The new base's directories, surrounded by the directories that the image put around the old base's; empty if the
     * image does not contain the old base's in one piece, exactly once.
     */
    static Optional<String> merge(String oldBase, String newBase, String image) {
        List<String> old = List.of(oldBase.split(":", -1));
        List<String> directories = List.of(image.split(":", -1));
        int at = Collections.indexOfSubList(directories, old);
        if (oldBase.isEmpty() || at < 0 || at != Collections.lastIndexOfSubList(directories, old)) {
            return Optional.empty();
        }
        List<String> merged = new ArrayList<>(directories.subList(0, at));
        merged.addAll(List.of(newBase.split(":", -1)));
        merged.addAll(directories.subList(at + old.size(), directories.size()));
        return Optional.of(String.join(":", merged));
    }
}
