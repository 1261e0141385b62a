// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

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
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
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

    private static Stream<DynamicTest> seeds(FuzzTarget target) {
        List<byte[]> seeds = target.seeds();
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
