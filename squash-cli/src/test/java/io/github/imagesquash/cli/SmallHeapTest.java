// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile archives against the command in a JVM of its own with {@value #HEAP} of heap. What a run needs is a fixed part
 * and what the limits allow: with those given here 40 MiB were enough when measured, whatever the archive wants.
 */
class SmallHeapTest {
    private static final String HEAP = "64m";
    private static final List<String> LIMITS =
            List.of("--max-size", "256MiB", "--max-entries", "20000", "--max-metadata", "8MiB");

    @TempDir
    Path directory;

    static Stream<Arguments> archives() {
        return Stream.of(
                archive("gzip bomb", HostileArchives::gzipBomb, "--max-size"),
                archive("zstd bomb", HostileArchives::zstdBomb, "--max-size"),
                archive("bomb of a whole archive", HostileArchives::outerBomb, "--max-size"),
                archive("sparse file of an exbibyte", HostileArchives::sparseBomb, "--max-size"),
                archive(
                        "a hundred thousand special headers",
                        HostileArchives::chainOfHeaders,
                        "more than 16 special headers"),
                archive("a million entries", HostileArchives::millionEntries, "--max-entries"),
                archive("a GiB of attributes", HostileArchives::millionAttributes, "--max-metadata"),
                archive("sparse map of a billion runs", HostileArchives::billionRuns, "more than 262144 runs"),
                archive("name of a MiB", HostileArchives::longName, "at most 4096 are possible"),
                archive("link as deep as a MiB", HostileArchives::deepTarget, "at most 4095 are possible"),
                archive("chain of deep links", HostileArchives::deepChain, "path of more than 4096 bytes"),
                archive("millions of chunks", HostileArchives::millionsOfChunks, "chunkSize: expected 1 to 1"),
                archive("5,000 layers", HostileArchives::manyLayers, "5000 layers; at most 4096 are read"),
                archive("5,000 images of one config", HostileArchives::manyImages, "--max-metadata"),
                archive("JSON nested 200,000 deep", HostileArchives::deepJson, "not valid JSON"),
                archive("size beyond all numbers", HostileArchives::hugeNumber, "expected a size in bytes"));
    }

    private static Arguments archive(String name, Supplier<byte[]> archive, String words) {
        return arguments(name, archive, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void isRefusedInOneLineAndLeavesNothing(String name, Supplier<byte[]> archive, String words)
            throws IOException, InterruptedException {
        List<String> errors = run(archive.get(), 1);

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().startsWith("squash: "), errors::toString);
        assertTrue(errors.getFirst().contains(words), errors::toString);
        assertEquals(Set.of("errors", "old.tar", "tmp"), names(directory));
    }

    @Test
    void manyLayersAndNodesLeaveOnlyTheOutput() throws IOException, InterruptedException {
        assertEquals(List.of(), run(HostileArchives.manySmallLayers(), 0));
        assertEquals(Set.of("errors", "new.tar", "old.tar", "tmp"), names(directory));
    }

    /** Squashes an archive; gives the lines on standard error. The temporary directory must be empty in the end. */
    private List<String> run(byte[] archive, int exitCode) throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("old.tar"), archive);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path errors = directory.resolve("errors");
        int found = new ProcessBuilder(command(input, temporary))
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(errors);
        assertEquals(exitCode, found, lines::toString);
        assertEquals(Set.of(), names(temporary));
        return lines;
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private List<String> command(Path input, Path temporary) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        List<String> arguments = List.of(
                input.toString(),
                "-q",
                "-o",
                directory.resolve("new.tar").toString(),
                "--temp-dir",
                temporary.toString());
        return Stream.of(java, arguments, LIMITS).flatMap(List::stream).toList();
    }
}
