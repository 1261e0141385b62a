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

/** Finds the package databases anywhere in a file system, and reads them. */
public final class PackageDatabases {
    private static final List<DatabaseReader> DISTRIBUTIONS =
            List.of(new DpkgDatabase(), new ApkDatabase(), new RpmDatabase());
    private static final List<DatabaseReader> LANGUAGES =
            List.of(new PythonPackages(), new NpmPackages(), new GemPackages(), new JarPackages());
    private static final List<DatabaseReader> ALL =
            Stream.concat(DISTRIBUTIONS.stream(), LANGUAGES.stream()).toList();

    private PackageDatabases() {}

    /**
     * Reads all databases of a tree, whose layers must be open. Only databases are read, and memory grows with the
     * number of files that packages own.
     *
     * @param warnings receives one for each file that is not a valid database; its readable packages are in the result
     * @throws IOException if the image cannot be read; never because of the content of a database
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
