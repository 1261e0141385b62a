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
 * What is in the AOT cache, one class or lambda a line, as {@code -XX:DumpLoadedClassList} tells of runs. Two runs of one
 * program tell of the same classes, but in another order, and of some lambdas twice; which constants they resolved depends
 * on when a method was compiled, so that is left out. A set in order makes of them the same list each time.
 */
final class ClassList {
    /** Classes that are loaded where two threads meet; all of them are taken, so that it does not matter whether they did. */
    private static final String CONCURRENT = "java/util/concurrent/";

    private static final String CLASS = ".class";

    private final SortedSet<String> lines = new TreeSet<>();

    /** Adds what a run told. */
    void addRun(Path list) throws IOException {
        for (String line : Files.readAllLines(list)) {
            boolean isOfOtherLoader = line.contains(" source: ");
            if (!line.startsWith("#") && !line.startsWith("@cp ") && !isOfOtherLoader) {
                lines.add(line.replaceFirst(" id: .*", ""));
            }
        }
    }

    /** Adds all classes of a jar: whether one of squash's own is loaded depends on the image. */
    void addJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS) && !name.endsWith("-info.class"))
                    .forEach(name -> lines.add(className(name)));
        }
    }

    /** Adds the nested classes of {@code java.util.concurrent}'s that are there. */
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
