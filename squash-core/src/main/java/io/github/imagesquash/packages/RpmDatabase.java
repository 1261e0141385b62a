// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code var/lib/rpm}, {@code usr/lib/sysimage/rpm} or, in rpm-ostree, {@code usr/share/rpm}: the headers of all
 * packages, in SQLite (since Fedora 33, RHEL 9), in rpm's own ndb (SUSE) or in a Berkeley DB (older ones).
 */
final class RpmDatabase implements DatabaseReader {
    private static final List<Format> FORMATS = List.of(
            new Format("rpmdb.sqlite", (file, place, findings, sink) -> {
                Optional<FileSection> log = place.file("rpmdb.sqlite-wal").map(FileSection::of);
                SqlitePages pages = log.isPresent()
                        ? SqlitePages.of(FileSection.of(file), log.get())
                        : SqlitePages.of(FileSection.of(file));
                new SqliteTable(pages, findings).rows("Packages", row -> sink.header(row.bytes(1)));
            }),
            new Format(
                    "Packages.db", (file, place, findings, sink) -> NdbFile.read(FileSection.of(file), findings, sink)),
            new Format(
                    "Packages",
                    (file, place, findings, sink) -> BerkeleyHash.read(FileSection.of(file), findings, sink)));

    /** Reads the headers of a file. */
    @FunctionalInterface
    private interface Reading {
        void read(DatabaseFile file, DatabaseDirectory place, PackageCollector findings, HeaderSink sink)
                throws IOException, MalformedDatabaseException;
    }

    /** Receives the headers one after the other. */
    @FunctionalInterface
    interface HeaderSink {
        void header(byte[] blob) throws IOException, MalformedDatabaseException;
    }

    /** A kind of file, known by its name. */
    private record Format(String name, Reading reading) {}

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (place.endsWith("var", "lib", "rpm") || place.endsWith("usr", "share", "rpm")) {
            read(place, place.resolver(3), findings);
        } else if (place.endsWith("usr", "lib", "sysimage", "rpm")) {
            read(place, place.resolver(4), findings);
        }
    }

    /** A converted database leaves no older one behind, or one that rpm ignores. */
    private static void read(DatabaseDirectory place, PathResolver resolver, PackageCollector findings)
            throws IOException {
        for (Format format : FORMATS) {
            Optional<DatabaseFile> file = place.file(format.name());
            if (file.isPresent()) {
                findings.from(
                        file.get(),
                        () -> format.reading()
                                .read(
                                        file.get(),
                                        place,
                                        findings,
                                        blob -> findings.add(installed(blob, file.get(), resolver))));
                return;
            }
        }
    }

    private static InstalledPackage installed(byte[] blob, DatabaseFile database, PathResolver resolver)
            throws MalformedDatabaseException {
        RpmHeader header = RpmHeader.parse(blob);
        PackageFiles files = new PackageFiles(resolver);
        List<String> directories = header.texts(RpmHeader.DIRNAMES);
        List<String> names = header.texts(RpmHeader.BASENAMES);
        List<Long> indexes = header.numbers(RpmHeader.DIRINDEXES);
        List<Long> flags = header.numbers(RpmHeader.FILEFLAGS);
        if (indexes.size() != names.size() || !flags.isEmpty() && flags.size() != names.size()) {
            throw new MalformedDatabaseException("header with file lists of different lengths");
        }
        for (int i = 0; i < names.size(); i++) {
            long directory = indexes.get(i);
            if (directory < 0 || directory >= directories.size()) {
                throw new MalformedDatabaseException("header with a file without a directory");
            }
            String path = directories.get((int) directory) + names.get(i);
            files.add(RawText.bytes(path), claim(flags.isEmpty() ? 0 : flags.get(i)));
        }
        String name = RawText.shown(header.text(RpmHeader.NAME));
        PackageId id = new PackageId(Ecosystem.RPM, name, version(header), RawText.shown(header.text(RpmHeader.ARCH)));
        return files.of(id, source(header, name), database.path(), size(header));
    }

    /** A file that rpm calls a ghost is listed, but need not exist. */
    private static Ownership claim(long flags) {
        if ((flags & RpmHeader.FLAG_GHOST) != 0) {
            return Ownership.LISTED;
        }
        return (flags & RpmHeader.FLAG_CONFIG) != 0 ? Ownership.CONFIGURATION : Ownership.CHECKED;
    }

    private static String version(RpmHeader header) {
        List<Long> epoch = header.numbers(RpmHeader.EPOCH);
        String prefix = epoch.isEmpty() ? "" : epoch.getFirst() + ":";
        return RawText.shown(prefix + header.text(RpmHeader.VERSION) + "-" + header.text(RpmHeader.RELEASE));
    }

    /** The name of {@code NAME-VERSION-RELEASE.src.rpm}. */
    private static String source(RpmHeader header, String name) {
        String source = RawText.shown(header.text(RpmHeader.SOURCERPM));
        int version = source.lastIndexOf('-', source.lastIndexOf('-') - 1);
        return version > 0 ? source.substring(0, version) : name;
    }

    /** Packages of more than 4 GiB have the long tag. */
    private static long size(RpmHeader header) {
        List<Long> sizes = header.numbers(RpmHeader.LONGSIZE);
        sizes = sizes.isEmpty() ? header.numbers(RpmHeader.SIZE) : sizes;
        return sizes.isEmpty() ? 0 : Math.max(0, sizes.getFirst());
    }
}
