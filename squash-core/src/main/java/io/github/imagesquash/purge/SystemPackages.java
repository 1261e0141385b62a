// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packages that the package manager of an image's distribution installed, and how it removes some. */
public sealed interface SystemPackages permits DpkgStatus, ApkInstalled {
    /**
     * Reads the database at the root of a tree; empty if there is none of these kinds, or one without packages.
     *
     * @param where the name of the image in messages
     * @throws io.github.imagesquash.message.UnmetRequestException if it has more dependencies than any image needs
     */
    static Optional<SystemPackages> in(FileTree tree, String where) throws IOException {
        Optional<DpkgStatus> dpkg =
                DpkgStatus.in(tree, where).filter(found -> !found.packages().isEmpty());
        return dpkg.isPresent()
                ? Optional.of(dpkg.get())
                : ApkInstalled.in(tree, where).map(SystemPackages.class::cast);
    }

    /** The file that lists the packages. */
    ImagePath database();

    /** The packages, ascending by name. */
    List<PackageRecord> packages();

    /** Packages whose files are not known, since the database lacks their list. */
    List<PackageRecord> withoutFiles(FileTree tree);

    /** Finds the packages that meet requirements. */
    InstalledDependencies dependencies();

    /**
     * Removes packages from the tree: their files, the directories that only they have, and what the package manager
     * knows of them. Removes files of other packages, so that the package manager does not miss them. No maintainer
     * script is run.
     *
     * @param owners the packages with their files
     * @param purged the packages to remove
     * @param files the files of other packages to remove
     */
    void purge(TreeEdit edit, Packages owners, Set<PackageRecord> purged, Set<ImagePath> files) throws IOException;
}
