// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * What a package has in the image.
 *
 * @param files its files, paths ascending
 * @param bytes size of their contents, hard links counted once
 */
record PackageContents(List<OwnedPath> files, long bytes) {
    /** A package that is not known has nothing. */
    static final PackageContents NONE = new PackageContents(List.of(), 0);

    PackageContents {
        files = List.copyOf(files);
    }

    static PackageContents of(InstalledPackage installed) {
        return new PackageContents(installed.files(), installed.contentBytes());
    }

    /** Files that are in no package database. */
    static PackageContents listed(List<ImagePath> paths, long bytes) {
        return new PackageContents(
                paths.stream()
                        .sorted()
                        .map(path -> new OwnedPath(path, Ownership.LISTED))
                        .toList(),
                bytes);
    }

    List<ImagePath> paths() {
        return files.stream().map(OwnedPath::path).toList();
    }
}
