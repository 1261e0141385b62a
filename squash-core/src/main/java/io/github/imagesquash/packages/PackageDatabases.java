// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Finds the package databases of a file system, wherever they lie in it, and reads them. */
public final class PackageDatabases {
    private static final List<DatabaseReader> DISTRIBUTIONS =
            List.of(new DpkgDatabase(), new ApkDatabase(), new RpmDatabase());
    private static final List<DatabaseReader> LANGUAGES =
            List.of(new PythonPackages(), new NpmPackages(), new GemPackages(), new JarPackages());
    private static final List<DatabaseReader> ALL =
            Stream.concat(DISTRIBUTIONS.stream(), LANGUAGES.stream()).toList();

    private PackageDatabases() {}

    /**
     * Reads all databases of a tree, whose layers must be open. Nothing but databases is read, and memory grows with the
     * number of files that packages own.
     *
     * @param warnings receives one for each file that is not the database it should be; the packages in it that could be read
     *     are in the result
     * @throws IOException if the image cannot be read; never because of what a database holds
     */
    public static Packages read(FileTree tree, Warnings warnings) throws IOException {
        return read(ALL, tree, warnings);
    }

    /** As {@link #read}, but only the databases of distributions' package managers, which is quicker. */
    public static Packages readDistribution(FileTree tree, Warnings warnings) throws IOException {
        return read(DISTRIBUTIONS, tree, warnings);
    }

    private static Packages read(List<DatabaseReader> readers, FileTree tree, Warnings warnings) throws IOException {
        PackageCollector findings = new PackageCollector(warnings);
        Deque<DatabaseDirectory> left = new ArrayDeque<>();
        left.push(new DatabaseDirectory(tree, ImagePath.ROOT, tree.root()));
        while (!left.isEmpty()) {
            DatabaseDirectory place = left.pop();
            for (DatabaseReader reader : readers) {
                reader.read(place, findings);
            }
            place.directories().reversed().forEach(left::push);
        }
        return findings.packages();
    }
}
