// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jars of squash, without the native libraries of other systems and with short manifests. */
final class ApplicationJars {
    /** The earliest time that a zip entry can have. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /**
     * What the JVM and the libraries read of a manifest. The rest is for OSGi, and would be parsed at each start. Sealed
     * packages could not even be loaded: the JVM does not know the jar of a class in the AOT cache.
     */
    private static final Set<String> READ = Set.of(
            "Manifest-Version",
            "Multi-Release",
            "Implementation-Title",
            "Implementation-Version",
            "Implementation-Vendor");

    private ApplicationJars() {}

    /** Copies {@code squash.jar} and the jars in {@code lib}, which its manifest names. */
    static void copy(Path from, Path to) throws IOException {
        Files.copy(from.resolve("squash.jar"), to.resolve("squash.jar"));
        Path libraries = Files.createDirectory(to.resolve("lib"));
        for (Path jar : libraries(from.resolve("lib"))) {
            copyJar(jar, libraries.resolve(jar.getFileName()));
        }
    }

    static List<Path> libraries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void copyJar(Path from, Path to) throws IOException {
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            copy.setLevel(Deflater.BEST_COMPRESSION);
            for (ZipEntry entry : jar.stream().filter(ApplicationJars::isNeeded).toList()) {
                ZipEntry copied = new ZipEntry(entry.getName());
                copied.setTimeLocal(TIME);
                copy.putNextEntry(copied);
                copy.write(content(jar, entry));
            }
        }
    }

    private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                return in.readAllBytes();
            }
            Manifest manifest = new Manifest(in);
            manifest.getEntries().clear();
            manifest.getMainAttributes().keySet().removeIf(name -> !READ.contains(name.toString()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            manifest.write(out);
            return out.toByteArray();
        }
    }

    private static boolean isNeeded(ZipEntry entry) {
        String name = entry.getName();
        boolean isNative = Stream.of(".so", ".dll", ".dylib", ".jnilib").anyMatch(name::endsWith);
        return !isNative || Platform.ofBuild().loads(name);
    }
}
