// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * An installed package according to a database of the image.
 *
 * @param id its identity
 * @param source the name of its source in its ecosystem; packages of one source change together. Its own name if the
 *     database does not give one
 * @param database the file that lists it; for a jar the outermost archive that contains it
 * @param statedBytes its size on disk according to the database, in bytes; 0 if the database does not give one
 * @param contentBytes size of the contents of its files in the tree, in bytes, hard links counted once
 * @param files its files in the tree, paths ascending; without directories, which belong to many packages
 */
public record InstalledPackage(
        PackageId id, String source, ImagePath database, long statedBytes, long contentBytes, List<OwnedPath> files) {
    public InstalledPackage {
        files = List.copyOf(files);
    }

    /** The same package with some of its files, whose contents have the same size in all. */
    public InstalledPackage with(List<OwnedPath> some) {
        return new InstalledPackage(id, source, database, statedBytes, contentBytes, some);
    }

    /** The paths of its files, ascending. */
    public List<ImagePath> paths() {
        return files.stream().map(OwnedPath::path).toList();
    }
}
