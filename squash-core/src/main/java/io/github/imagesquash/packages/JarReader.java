// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads chosen entries of Java archives, and of archives that are stored in them. All archives together cost as much as
 * all package databases of an image may.
 */
public final class JarReader {
    /** An ear contains wars, which contain jars. */
    private static final int DEEPEST = 3;

    private final PackageCollector budget = new PackageCollector(new Warnings());

    /**
     * Reads an archive.
     *
     * @param wanted accepts names of entries, which have a character for each byte; those in an archive inside have its name
     *     and {@code !/} in front
     * @param contents receives names and contents
     * @return whether all wanted entries were read, of a damaged archive those in front of the damage; false if that would
     *     cost too much
     * @throws IOException only if the image cannot be read
     */
    public boolean read(RegularFile jar, Predicate<String> wanted, BiConsumer<String, byte[]> contents)
            throws IOException {
        try {
            read("", new FileSection(jar, 0, jar.size()), 1, wanted, contents);
            return true;
        } catch (MalformedDatabaseException e) {
            return !budget.isExhausted(); // a damaged archive has no other entries
        }
    }

    private void read(
            String prefix, FileSection bytes, int depth, Predicate<String> wanted, BiConsumer<String, byte[]> contents)
            throws IOException, MalformedDatabaseException {
        ZipDirectory zip = ZipDirectory.of(bytes, budget);
        for (ZipDirectory.Entry entry : zip.entries()) {
            String name = prefix + entry.name();
            if (wanted.test(name)) {
                contents.accept(name, zip.content(entry, budget));
            }
            if (entry.isStored() && JarPackages.isArchive(entry.name()) && depth < DEEPEST) {
                read(name + "!/", zip.stored(entry), depth + 1, wanted, contents);
            }
        }
    }
}
