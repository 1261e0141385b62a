// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.tree.ImagePath;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Removes files that no package database lists. */
public final class FileRemoval {
    private FileRemoval() {}

    /**
     * Removes files, and directories that become empty by this.
     *
     * @param kept directories that stay, although they become empty
     */
    public static void run(TreeEdit edit, Set<ImagePath> files, Set<ImagePath> kept) {
        Set<ImagePath> directories = new HashSet<>();
        for (ImagePath file : new TreeSet<>(files)) {
            edit.remove(file);
            directories.add(file.parent());
        }
        new EmptyDirectories(edit, kept).remove(directories);
    }
}
