// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ContentStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects packages, and turns damaged parts into warnings. It limits the cost of databases: one file may be hard
 * linked to a million names, each of which would have to be read, and list the same paths for a million packages.
 */
final class PackageCollector {
    /** In bytes, for all databases together; a desktop with 3,000 packages has about 60 MiB of lists. */
    private static final long MOST_READ = 512 << 20;

    /** The largest part that is read at once, such as a text file, in bytes. */
    private static final long LARGEST = 64 << 20;

    /** Each takes about as much memory as a file of the tree. */
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

    /** Parses one database file. */
    @FunctionalInterface
    interface Parsing {
        void parse() throws IOException, MalformedDatabaseException;
    }

    /** Parses a file. If it is invalid, there is a warning, and packages that were added before stay. */
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

    /** Requires that a text ends with a line, and so was not cut off within one. */
    void requireEnd(DatabaseFile file) throws IOException, MalformedDatabaseException {
        byte[] last = new byte[1];
        long size = file.inode().size();
        if (size > 0 && file.inode().read(size - 1, last, 0, 1) == 1 && last[0] != '\n') {
            throw new MalformedDatabaseException("ends within a line");
        }
    }

    /** Counts bytes that will be read at once, which must exist. */
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

    /** Whether the databases cost more than they may. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Stops reading. */
    private MalformedDatabaseException tooMuch() {
        exhausted = true;
        return new MalformedDatabaseException("more than any image has");
    }

    /** All added packages. */
    Packages packages() {
        return new Packages(packages);
    }
}
