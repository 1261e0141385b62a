// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * A package that a database of the image says is installed.
 *
 * @param id which one
 * @param source what it was built from, as its ecosystem calls it; packages of one source change together. Its own name
 *     where the database does not say
 * @param database the file that says so; for a jar the outermost archive that it lies in
 * @param statedBytes its size on disk as the database has it, in bytes; 0 where it does not say
 * @param contentBytes the contents of its files that are in the tree, in bytes, hard links counted once
 * @param files its files that are in the tree, paths ascending; no directories, as they belong to many packages
 */
public record InstalledPackage(
        PackageId id, String source, ImagePath database, long statedBytes, long contentBytes, List<OwnedPath> files) {
    public InstalledPackage {
        files = List.copyOf(files);
    }

    /** The paths of its files, ascending. */
    public List<ImagePath> paths() {
        return files.stream().map(OwnedPath::path).toList();
    }
}
