// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;

/**
 * Java archives anywhere. Archives inside others, as in Spring Boot's {@code BOOT-INF/lib} and a web application's
 * {@code WEB-INF/lib}, and libraries that were merged into one archive are packages without a file of their own.
 */
final class JarPackages implements DatabaseReader {
    /** An ear contains wars, which contain jars. */
    private static final int DEEPEST = 3;

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        for (DatabaseFile file : place.files()) {
            if (isArchive(file.name())) {
                findings.from(file, () -> {
                    PackageFiles files = PackageFiles.of(place, file);
                    JarContents jar = JarContents.of(file.name(), FileSection.of(file), findings);
                    String name = jar.own().name();
                    findings.add(files.of(jar.own(), name, file.path(), 0));
                    addContained(jar, file.path(), 1, findings);
                });
            }
        }
    }

    /** Whether a file has the name of a Java archive. */
    static boolean isArchive(String name) {
        return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
    }

    private static void addContained(JarContents jar, ImagePath outermost, int depth, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        for (PackageId merged : jar.merged()) {
            findings.add(without(merged, outermost, 0));
        }
        for (ZipDirectory.Entry entry : jar.zip().entries()) {
            if (isArchive(entry.name())) {
                addNested(jar, entry, outermost, depth, findings);
            }
        }
    }

    /** A compressed archive would have to be inflated as a whole, so only its name is used. */
    private static void addNested(
            JarContents jar, ZipDirectory.Entry entry, ImagePath outermost, int depth, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        String name = entry.name().substring(entry.name().lastIndexOf('/') + 1);
        if (entry.isStored() && depth < DEEPEST) {
            JarContents nested = JarContents.of(name, jar.zip().stored(entry), findings);
            findings.add(without(nested.own(), outermost, entry.size()));
            addContained(nested, outermost, depth + 1, findings);
        } else {
            findings.add(without(JarName.of(name).id("", ""), outermost, entry.size()));
        }
    }

    private static InstalledPackage without(PackageId id, ImagePath outermost, long bytes) {
        return new InstalledPackage(id, id.name(), outermost, bytes, 0, List.of());
    }
}
