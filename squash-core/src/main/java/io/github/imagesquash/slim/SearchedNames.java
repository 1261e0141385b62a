// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names under which a file with many names is searched. What it needs may depend on its directory, but a small layer
 * can give a large file a million names.
 */
final class SearchedNames {
    private static final int MOST = 16;

    private final Map<RegularFile, Names> all = new IdentityHashMap<>();

    /** The first name of a file, and those under which it is searched. */
    private record Names(ImagePath first, Set<ImagePath> searched) {}

    /** The name itself, or another one of the file if it was searched under enough names. */
    ImagePath searched(ScannedFile file) {
        if (file.inode().links() <= MOST) {
            return file.path();
        }
        Names names = all.computeIfAbsent(file.inode(), _ -> new Names(file.path(), new HashSet<>()));
        if (names.searched().size() < MOST) {
            names.searched().add(file.path());
        }
        return names.searched().contains(file.path()) ? file.path() : names.first();
    }
}
