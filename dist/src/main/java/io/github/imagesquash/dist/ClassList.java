// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The content of the AOT cache, one class or lambda a line, as {@code -XX:DumpLoadedClassList} lists it. Two runs of
 * one program list the same classes, but in another order and with some lambdas twice. The constants that they resolved
 * depend on when a method was compiled, so they are left out. A sorted set gives the same list each time.
 */
final class ClassList {
    /**
     * Some of these classes are loaded only when two threads compete. All are added, so that the list does not depend
     * on that.
     */
    private static final String CONCURRENT = "java/util/concurrent/";

    private static final String CLASS = ".class";

    private final SortedSet<String> lines = new TreeSet<>();

    /** Adds the classes that a run loaded. */
    void addRun(Path list) throws IOException {
        for (String line : Files.readAllLines(list)) {
            boolean isOfOtherLoader = line.contains(" source: ");
            if (!line.startsWith("#") && !line.startsWith("@cp ") && !isOfOtherLoader) {
                lines.add(line.replaceFirst(" id: .*", ""));
            }
        }
    }

    /** Adds all classes of a jar: which of squash's own a run loads depends on the image. */
    void addJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS) && !name.endsWith("-info.class"))
                    .forEach(name -> lines.add(className(name)));
        }
    }

    /** Adds the nested classes of those classes of {@code java.util.concurrent} that are in the list. */
    void addConcurrent() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        try (Stream<Path> files = Files.walk(base.resolve(CONCURRENT))) {
            files.map(file -> base.relativize(file).toString())
                    .filter(name -> name.contains("$") && name.endsWith(CLASS))
                    .map(ClassList::className)
                    .filter(name -> lines.contains(name.substring(0, name.indexOf('$'))))
                    .forEach(lines::add);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - CLASS.length());
    }
}
