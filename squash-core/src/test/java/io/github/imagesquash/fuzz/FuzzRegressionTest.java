// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@link FuzzTarget} on its seeds and on the inputs that broke it once: the files in {@code /fuzz/TARGET/}, each
 * named for the bug it found.
 */
class FuzzRegressionTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicContainer> knownInputsAreReadOrRefused() {
        return Stream.of(FuzzTarget.values())
                .map(target -> dynamicContainer(target.name(), Stream.concat(seeds(target), corpus(target))));
    }

    /** Else they would be forgotten without a word. */
    @Test
    void allInputsThatBrokeATargetAreOfATarget() {
        Set<String> targets =
                Stream.of(FuzzTarget.values()).map(FuzzTarget::name).collect(Collectors.toSet());
        URL all = Objects.requireNonNull(FuzzRegressionTest.class.getResource("/fuzz"));
        Set<String> directories =
                files(all).map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(directories.isEmpty());
        directories.removeAll(targets);
        assertEquals(Set.of(), directories);
    }

    private static Stream<DynamicTest> seeds(FuzzTarget target) {
        List<byte[]> seeds = target.seeds();
        assertFalse(seeds.isEmpty(), target::name);
        return IntStream.range(0, seeds.size()).mapToObj(i -> test("seed " + i, target, seeds.get(i)));
    }

    private static Stream<DynamicTest> corpus(FuzzTarget target) {
        URL directory = FuzzRegressionTest.class.getResource("/fuzz/" + target.name());
        return Optional.ofNullable(directory).stream()
                .flatMap(FuzzRegressionTest::files)
                .map(file -> test(file.getFileName().toString(), target, bytes(file)));
    }

    private static DynamicTest test(String name, FuzzTarget target, byte[] input) {
        return dynamicTest(name, () -> assertTimeoutPreemptively(LONGEST, () -> target.check(input)));
    }

    private static Stream<Path> files(URL directory) {
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            return files.sorted().toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
