// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code lib/apk/db/installed}, since Alpine 3.23 {@code usr/lib/apk/db/installed}: a block of lines for each package;
 * each line is a letter, a colon and a value (apk-db of Alpine's apk-tools).
 */
final class ApkDatabase implements DatabaseReader {
    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (place.endsWith("lib", "apk", "db")) {
            Optional<DatabaseFile> installed = place.file("installed");
            if (installed.isPresent()) {
                PathResolver resolver = place.resolver(place.endsWith("usr", "lib", "apk", "db") ? 4 : 3);
                findings.from(installed.get(), () -> read(installed.get(), resolver, findings));
            }
        }
    }

    private static void read(DatabaseFile installed, PathResolver resolver, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        Block block = new Block(resolver);
        for (String line :
                (Iterable<String>) RawText.of(findings.content(installed)).lines()::iterator) {
            if (line.isEmpty()) {
                block.endInto(findings, installed);
                block = new Block(resolver);
            } else if (line.length() > 1 && line.charAt(1) == ':') {
                block.line(line.charAt(0), line.substring(2));
            } else {
                throw new MalformedDatabaseException("line without a letter and a colon");
            }
        }
        block.endInto(findings, installed);
        findings.requireEnd(installed);
    }

    /**
     * One package. Lines with capital F and R name a directory and a file in it; the following lines belong to that
     * file.
     */
    private static final class Block {
        private final PackageFiles files;
        private final Map<Character, String> fields = new HashMap<>();
        private String directory = "";
        private String file = "";

        Block(PathResolver resolver) {
            files = new PackageFiles(resolver);
        }

        void line(char letter, String value) {
            switch (letter) {
                case 'F' -> directory = value;
                case 'R' -> {
                    file = directory + "/" + value;
                    files.add(RawText.bytes(file), Ownership.LISTED);
                }
                case 'Z' -> files.strengthen(RawText.bytes(file), Ownership.CHECKED);
                case 'P', 'V', 'A', 'I', 'o' -> fields.putIfAbsent(letter, value);
                default -> {
                    // dependencies, checksums, owners: not needed
                }
            }
        }

        private String field(char letter) {
            return RawText.shown(fields.getOrDefault(letter, ""));
        }

        void endInto(PackageCollector findings, DatabaseFile database) throws MalformedDatabaseException {
            if (fields.containsKey('P')) {
                String name = field('P');
                PackageId id = new PackageId(Ecosystem.APK, name, field('V'), field('A'));
                String source = fields.containsKey('o') ? field('o') : name;
                findings.add(files.of(id, source, database.path(), RawText.size(field('I'))));
            }
        }
    }
}
