// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code NAME.dist-info} with {@code METADATA} and {@code RECORD}, and its predecessor {@code NAME.egg-info}, a
 * directory with {@code PKG-INFO} or that file itself, in any directory where Python finds modules.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">Recording
 *     installed projects</a>
 */
final class PythonPackages implements DatabaseReader {
    private static final Set<String> FIELDS = Set.of("name", "version");
    private static final Set<String> NONE = Set.of();
    private static final String EGG = ".egg-info";

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (place.name().endsWith(".dist-info")) {
            readDirectory(place, "METADATA", findings);
        } else if (place.name().endsWith(EGG)) {
            readDirectory(place, "PKG-INFO", findings);
        } else if (place.endsWith("site-packages") || place.endsWith("dist-packages")) {
            for (DatabaseFile file : place.files()) {
                if (file.name().endsWith(EGG)) {
                    findings.from(file, () -> add(file, PackageFiles.of(place, file), file.name(), findings));
                }
            }
        }
    }

    private static void readDirectory(DatabaseDirectory info, String metadata, PackageCollector findings)
            throws IOException {
        Optional<DatabaseFile> file = info.file(metadata);
        if (file.isPresent()) {
            findings.from(file.get(), () -> {
                PackageFiles files = new PackageFiles(new PathResolver(info.tree()));
                claim(info, files, findings);
                add(file.get(), files, metadata, findings);
            });
        }
    }

    /** If an installer writes no record, top_level.txt lists the package's modules and directories. */
    private static void claim(DatabaseDirectory info, PackageFiles files, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        Optional<DatabaseFile> record = info.file("RECORD");
        Optional<DatabaseFile> installed = info.file("installed-files.txt");
        Optional<DatabaseFile> modules = info.file("top_level.txt");
        if (record.isPresent()) {
            lines(record.get(), findings).forEach(line -> claim(info.parent(), firstColumn(line), files));
        } else if (installed.isPresent()) {
            lines(installed.get(), findings).forEach(line -> claim(info, line, files));
        } else if (modules.isPresent()) {
            lines(modules.get(), findings).forEach(module -> claimModule(info.parent(), module, files));
        }
        files.addAll(info, NONE);
    }

    private static Stream<String> lines(DatabaseFile file, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        return RawText.of(findings.content(file)).lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** The record is CSV, in which a path with a comma is in quotes. */
    private static String firstColumn(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf("\",", 1);
            return line.substring(1, end < 0 ? line.length() : end).replace("\"\"", "\"");
        }
        int comma = line.indexOf(',');
        return comma < 0 ? line : line.substring(0, comma);
    }

    /** Paths are relative to a directory, or absolute. */
    private static void claim(DatabaseDirectory directory, String path, PackageFiles files) {
        String prefix = path.startsWith("/") ? "" : RawText.of(directory.path().bytes()) + "/";
        files.add(RawText.bytes(prefix + path), Ownership.LISTED);
    }

    private static void claimModule(DatabaseDirectory directory, String module, PackageFiles files) {
        claim(directory, module + ".py", files);
        directory.below(RawText.name(module)).ifPresent(found -> files.addAll(found, NONE));
    }

    private static void add(DatabaseFile file, PackageFiles files, String path, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        for (ControlParagraph paragraph : ControlParagraph.parse(findings.content(file), FIELDS)) {
            // the description follows the first paragraph
            String name = RawText.shown(paragraph.first("name"));
            PackageId id = new PackageId(Ecosystem.PIP, name, RawText.shown(paragraph.first("version")), "");
            findings.add(files.of(id, name, file.path(), 0));
            return;
        }
        throw new MalformedDatabaseException("no name");
    }
}
