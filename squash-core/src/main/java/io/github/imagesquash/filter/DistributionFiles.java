// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The files that packages of the distribution own. Other files in their directories may be needed by those who put them
 * there.
 *
 * @param database whether the image has a package database
 * @param owned the files; empty without a database
 */
record DistributionFiles(boolean database, Set<Entry> owned) {
    /** For an image without a package database. */
    static final DistributionFiles NO_DATABASE = new DistributionFiles(false, Set.of());

    /** @param damaged whether there is a database that could not be read completely */
    static DistributionFiles of(FileTree tree, Packages packages, boolean damaged) {
        Set<Entry> owned = Collections.newSetFromMap(new IdentityHashMap<>());
        for (InstalledPackage installed : packages.all()) {
            for (OwnedPath file : installed.files()) {
                tree.find(file.path()).ifPresent(owned::add);
            }
        }
        return new DistributionFiles(damaged || !packages.all().isEmpty(), owned);
    }

    /** Whether a rule about files of packages may remove an entry. */
    boolean mayGo(Entry entry) {
        return !database || owned.contains(entry) || entry.inode() instanceof Directory;
    }
}
