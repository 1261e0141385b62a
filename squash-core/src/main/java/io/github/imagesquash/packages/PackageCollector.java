// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ContentStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects packages, and turns what cannot be understood into warnings. It bounds what databases cost: one file may be hard
 * linked to a million names, each of which would have to be read, and list the same paths for a million packages.
 */
final class PackageCollector {
    /** A desktop with 3,000 packages has some 60 MiB of lists. In bytes, of all databases together. */
    private static final long MOST_READ = 512 << 20;

    /** The largest piece that is read at once, such as a text file, in bytes. */
    private static final long LARGEST = 64 << 20;

    /** Each costs about as much memory as a file of the tree does. */
    private static final long MOST_FILES = 4_000_000;

    private static final int MOST_PACKAGES = 500_000;

    private final List<InstalledPackage> packages = new ArrayList<>();
    private final Warnings warnings;
    private long read;
    private long files;
    private boolean exhausted;

    PackageCollector(Warnings warnings) {
        this.warnings = warnings;
    }

    /** What is done with one database file. */
    @FunctionalInterface
    interface Parsing {
        void parse() throws IOException, MalformedDatabaseException;
    }

    /** Parses a file; if it is not what it should be, there is a warning, and what was added before stays. */
    void from(DatabaseFile file, Parsing parsing) throws IOException {
        try {
            if (exhausted) {
                throw tooMuch();
            }
            parsing.parse();
        } catch (MalformedDatabaseException e) {
            warnings.add(
                    Warning.Kind.PACKAGE_DATABASE, file.layer(), file.path().toString());
        }
    }

    /** The whole content of a file. */
    byte[] content(DatabaseFile file) throws IOException, MalformedDatabaseException {
        spend(file.inode().size());
        return new ContentStream(file.inode()).readAllBytes();
    }

    /** Counts bytes that are about to be read at once, which must be there. */
    void spend(long bytes) throws MalformedDatabaseException {
        if (bytes > LARGEST) {
            throw new MalformedDatabaseException("larger than " + LARGEST + " bytes");
        }
        if (bytes > MOST_READ - read) {
            throw tooMuch();
        }
        read += bytes;
    }

    /** Adds a package. */
    void add(InstalledPackage found) throws MalformedDatabaseException {
        files += found.files().size();
        if (files > MOST_FILES || packages.size() == MOST_PACKAGES) {
            throw tooMuch();
        }
        packages.add(found);
    }

    /** From now on nothing is read any more. */
    private MalformedDatabaseException tooMuch() {
        exhausted = true;
        return new MalformedDatabaseException("more than any image has");
    }

    /** All that was added. */
    Packages packages() {
        return new Packages(packages);
    }
}
