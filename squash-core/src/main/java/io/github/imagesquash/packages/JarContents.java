// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages that a Java archive names: by Maven's {@code META-INF/maven/GROUP/ARTIFACT/pom.properties}, of which an
 * archive with merged libraries has several, otherwise by its name and {@code META-INF/MANIFEST.MF}.
 *
 * @param zip the archive
 * @param own the package that the archive is
 * @param merged other packages whose properties are in it
 */
record JarContents(ZipDirectory zip, PackageId own, List<PackageId> merged) {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final List<String> VERSIONS =
            List.of("implementation-version", "bundle-version", "specification-version");
    private static final String GROUP = "implementation-vendor-id";

    /** Maven coordinates. */
    private record Coordinates(String group, String artifact, String version) {
        PackageId id() {
            return new PackageId(Ecosystem.JAR, RawText.shown(group + ":" + artifact), RawText.shown(version), "");
        }
    }

    /** Reads an archive with this name. */
    static JarContents of(String fileName, FileSection bytes, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        ZipDirectory zip = ZipDirectory.of(bytes, findings);
        JarName name = JarName.of(fileName);
        List<Coordinates> merged = coordinates(zip, findings);
        Optional<Coordinates> own = merged.stream()
                .filter(found -> name.isOf(found.artifact()))
                .max(Comparator.comparingInt(found -> found.artifact().length()))
                .or(() -> merged.size() == 1 ? Optional.of(merged.getFirst()) : Optional.empty());
        own.ifPresent(merged::remove);
        PackageId id = own.isPresent() ? own.get().id() : named(zip, name, findings);
        return new JarContents(zip, id, merged.stream().map(Coordinates::id).toList());
    }

    private static List<Coordinates> coordinates(ZipDirectory zip, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        List<Coordinates> all = new ArrayList<>();
        for (ZipDirectory.Entry entry : zip.entries()) {
            if (entry.name().startsWith("META-INF/maven/") && entry.name().endsWith("/pom.properties")) {
                Map<String, String> properties = properties(zip.content(entry, findings));
                if (properties.containsKey("artifactId")) {
                    all.add(new Coordinates(
                            properties.getOrDefault("groupId", ""),
                            properties.get("artifactId"),
                            properties.getOrDefault("version", "")));
                }
            }
        }
        return all;
    }

    /** Properties as Maven writes them: without escapes and continued lines. */
    private static Map<String, String> properties(byte[] content) {
        Map<String, String> properties = new HashMap<>();
        for (String line : (Iterable<String>) RawText.of(content).lines()::iterator) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                properties.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return properties;
    }

    private static PackageId named(ZipDirectory zip, JarName name, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        for (ZipDirectory.Entry entry : zip.entries()) {
            if (entry.name().equals(MANIFEST)) {
                Set<String> wanted = Set.of(GROUP, VERSIONS.get(0), VERSIONS.get(1), VERSIONS.get(2));
                for (ControlParagraph main : ControlParagraph.parse(zip.content(entry, findings), wanted)) {
                    return name.id(main.first(GROUP), version(main));
                }
            }
        }
        return name.id("", "");
    }

    private static String version(ControlParagraph manifest) {
        return VERSIONS.stream()
                .map(manifest::first)
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse("");
    }
}
