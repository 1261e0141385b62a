// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The licences of everything in the bundle. Those of the runtime are in {@code runtime/legal}; those of each jar are
 * copied from it into a directory of its own, or from the sources if the jar has none.
 */
final class Licences {
    private static final Pattern LICENCE = Pattern.compile("(.*/)?([^/]*(LICENSE|NOTICE)[^/.]*(\\.txt)?)");

    /** Jars that have no licence file, but the same licence as squash. */
    private static final Set<String> APACHE = Set.of("aircompressor-v3", "picocli", "snakeyaml-engine", "squash-core");

    private static final String VERSION = "-[0-9].*";

    private Licences() {}

    static void write(Path bundle, Path sources) throws IOException {
        Path licences = Files.createDirectory(bundle.resolve("licenses"));
        for (Path jar : ApplicationJars.libraries(bundle.resolve("app/lib"))) {
            String name = jar.getFileName().toString().replaceFirst(VERSION, "");
            Path directory = Files.createDirectory(licences.resolve(name));
            copyFromJar(jar, directory);
            copyFromSources(sources.resolve(name), directory);
            if (APACHE.contains(name)) {
                Files.copy(
                        bundle.resolve("LICENSE"), directory.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (isEmpty(directory)) {
                throw new IOException(jar + ": has no licence; put one into " + sources.resolve(name));
            }
        }
    }

    private static void copyFromJar(Path jar, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> LICENCE.matcher(entry.getName()).matches())
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String name = Path.of(entry.getName()).getFileName().toString();
                    Files.copy(in, directory.resolve(entry.getName().contains("d3-") ? name + ".d3-hierarchy" : name));
                }
            }
        }
    }

    private static void copyFromSources(Path from, Path directory) throws IOException {
        if (Files.isDirectory(from)) {
            for (Path file : FileTree.walk(from)) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
