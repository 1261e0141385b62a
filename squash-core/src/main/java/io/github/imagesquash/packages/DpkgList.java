// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A file that lists a package's files, one a line.
 *
 * @param file the list
 * @param pathAt the column where the paths begin
 * @param claim the kind of ownership that the list gives
 */
record DpkgList(DatabaseFile file, int pathAt, Ownership claim) {
    /** The suffix of checksum files. */
    static final String CHECKSUMS = ".md5sums";

    /** An MD5 sum in hexadecimal and two spaces. */
    private static final int AFTER_CHECKSUM = 34;

    /** The lists of a package in dpkg's info directory, whose names have the architecture if several may be installed. */
    static List<DpkgList> of(DatabaseDirectory info, ControlParagraph paragraph) {
        String name = paragraph.first("package");
        String base =
                paragraph.first("multi-arch").equals("same") ? name + ":" + paragraph.first("architecture") : name;
        return Stream.concat(
                        find(info, base + ".list")
                                .or(() -> find(info, name + ".list"))
                                .map(file -> new DpkgList(file, 0, Ownership.LISTED))
                                .stream(),
                        find(info, base + CHECKSUMS)
                                .or(() -> find(info, name + CHECKSUMS))
                                .map(DpkgList::checksums)
                                .stream())
                .toList();
    }

    /** The checksums of a package that has no list. */
    static List<DpkgList> checksums(DatabaseDirectory place, String name) {
        return find(place, name + CHECKSUMS).map(DpkgList::checksums).stream().toList();
    }

    private static DpkgList checksums(DatabaseFile file) {
        return new DpkgList(file, AFTER_CHECKSUM, Ownership.CHECKED);
    }

    private static Optional<DatabaseFile> find(DatabaseDirectory place, String name) {
        return place.file(RawText.name(name));
    }

    /** Claims all listed files. */
    void claim(PackageCollector findings, PackageFiles files, UnaryOperator<String> diversion)
            throws IOException, MalformedDatabaseException {
        RawText.of(findings.content(file))
                .lines()
                .filter(line -> line.length() > pathAt)
                .map(line -> diversion.apply(line.substring(pathAt)))
                .forEach(path -> files.add(RawText.bytes(path), claim));
    }
}
