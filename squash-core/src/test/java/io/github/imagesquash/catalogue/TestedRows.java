// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The ids at the beginning of the display names of tests: {@code @DisplayName("P01 P02 a lower layer's link …")}. */
final class TestedRows {
    private static final Pattern IDS = Pattern.compile("(?:[WTPHMZA]\\d\\d )+");
    private static final Pattern ID = Pattern.compile("[WTPHMZA]\\d\\d");

    private TestedRows() {}

    /** The ids of all tests in a package of the product, and in those below it. */
    static Set<String> in(String packageName) throws IOException {
        Path classes = classes();
        Path root = classes.resolve("io/github/imagesquash").resolve(packageName);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> load(classes.relativize(file)))
                    .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                    .flatMap(TestedRows::ids)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> ids(Method method) {
        if (!AnnotationSupport.isAnnotated(method, Testable.class)) {
            return Stream.empty();
        }
        return AnnotationSupport.findAnnotation(method, DisplayName.class).stream()
                .map(name -> IDS.matcher(name.value()))
                .filter(ids -> ids.lookingAt())
                .flatMap(ids -> ID.matcher(ids.group()).results())
                .map(MatchResult::group);
    }

    private static Class<?> load(Path file) {
        String name = file.toString().replace('/', '.');
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length()), false, TestedRows.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(TestedRows.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
