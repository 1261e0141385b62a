// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * {@code var/lib/dpkg}: the packages in {@code status}, the files of each in {@code info/NAME.list}, its checksums in
 * {@code info/NAME.md5sums} (dpkg-query(1), deb-md5sums(5)). A package with only configuration files left does not
 * count.
 */
final class DpkgDatabase implements DatabaseReader {
    private static final Set<String> FIELDS = Set.of(
            "package", "status", "version", "architecture", "multi-arch", "source", "installed-size", "conffiles");
    private static final Set<String> NOT_INSTALLED = Set.of("not-installed", "config-files");

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (place.endsWith("var", "lib", "dpkg")) {
            Optional<DatabaseFile> status = place.file("status");
            if (status.isPresent()) {
                findings.from(status.get(), () -> readStatus(place, status.get(), findings));
            }
        } else if (place.endsWith("var", "lib", "dpkg", "status.d")) {
            for (DatabaseFile file : place.files()) {
                findings.from(file, () -> readDistroless(place, file, findings));
            }
        }
    }

    private static void readStatus(DatabaseDirectory place, DatabaseFile status, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        PathResolver resolver = place.resolver(3);
        Optional<DatabaseDirectory> info = place.below(Name.of("info"));
        Diversions diversions = Diversions.in(place, findings);
        for (ControlParagraph paragraph : ControlParagraph.parse(findings.content(status), FIELDS)) {
            if (isInstalled(paragraph)) {
                String name = paragraph.first("package");
                List<DpkgList> lists =
                        info.map(directory -> DpkgList.of(directory, paragraph)).orElse(List.of());
                PackageFiles files = new PackageFiles(resolver);
                claim(lists, files, path -> diversions.of(name, path), findings);
                paragraph.rest("conffiles").stream()
                        .map(line -> diversions.of(name, line.replaceFirst(" .*", "")))
                        .forEach(path -> files.strengthen(RawText.bytes(path), Ownership.CONFIGURATION));
                findings.add(installed(paragraph, files, status));
            }
        }
        findings.requireEnd(status);
    }

    private static boolean isInstalled(ControlParagraph paragraph) {
        String status = paragraph.first("status");
        return !paragraph.first("package").isEmpty()
                && !NOT_INSTALLED.contains(status.substring(status.lastIndexOf(' ') + 1));
    }

    private static void claim(
            List<DpkgList> lists, PackageFiles files, UnaryOperator<String> diversion, PackageCollector findings)
            throws IOException {
        for (DpkgList list : lists) {
            findings.from(list.file(), () -> list.claim(findings, files, diversion));
        }
    }

    /** Each package has a file in status.d, which is a paragraph, and beside it the checksums, but no list. */
    private static void readDistroless(DatabaseDirectory place, DatabaseFile file, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        if (file.name().endsWith(DpkgList.CHECKSUMS)) {
            return;
        }
        for (ControlParagraph paragraph : ControlParagraph.parse(findings.content(file), FIELDS)) {
            if (!paragraph.first("package").isEmpty()) {
                PackageFiles files = new PackageFiles(place.resolver(4));
                claim(DpkgList.checksums(place, file.name()), files, path -> path, findings);
                findings.add(installed(paragraph, files, file));
            }
        }
    }

    private static InstalledPackage installed(ControlParagraph paragraph, PackageFiles files, DatabaseFile database) {
        String name = RawText.shown(paragraph.first("package"));
        String source = RawText.shown(paragraph.first("source").replaceFirst(" .*", ""));
        PackageId id = new PackageId(
                Ecosystem.DPKG,
                name,
                RawText.shown(paragraph.first("version")),
                RawText.shown(paragraph.first("architecture")));
        // Installed-Size is in KiB
        long bytes = RawText.size(paragraph.first("installed-size")) * 1024;
        return files.of(id, source.isEmpty() ? name : source, database.path(), bytes);
    }
}
