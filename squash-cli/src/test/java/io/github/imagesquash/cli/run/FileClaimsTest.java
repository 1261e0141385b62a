// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3: no file of a run is written over another, however it is spelt; said before anything is read. */
class FileClaimsTest {
    private static final List<String> RESULTS = List.of("--report", "--digest-file", "--metadata-file");

    @TempDir
    Path directory;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        directory = directory.toRealPath();
        input = Files.writeString(directory.resolve("in.tar"), "precious");
        Files.createDirectory(directory.resolve("sub"));
    }

    /** {@code @} stands for the directory. */
    private CliRun run(String... arguments) {
        AtomicBoolean began = new AtomicBoolean();
        CliRun run = Cli.PLAIN
                .withSquasher((_, _) -> {
                    began.set(true);
                    return SampleReports.NODE;
                })
                .run(Stream.of(arguments)
                        .map(argument -> argument.replace("@", directory.toString()))
                        .toArray(String[]::new));
        assertEquals(run.exitCode() == 0, began.get(), "refused before anything is read: " + run.err());
        return run;
    }

    private void assertRefused(String words, String... arguments) throws IOException {
        Map<Path, byte[]> before = files();
        CliRun run = run(arguments);
        assertEquals(2, run.exitCode(), () -> String.join(" ", arguments) + ": " + run.err());
        assertTrue(run.err().contains(words), run.err());
        Map<Path, byte[]> after = files();
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, content) -> assertArrayEquals(content, after.get(file), file.toString()));
    }

    private Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"@/new.tar", "@/sub/../new.tar", "@/./new.tar", "@/link/new.tar"})
    void aResultIsNotTheOutput(String spelling) throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), directory);
        for (String option : RESULTS) {
            assertRefused("are one file", "@/in.tar", "-o", "@/new.tar", option, spelling);
        }
        Files.writeString(directory.resolve("new.tar"), "old");
        for (String option : RESULTS) {
            assertRefused("are one file", "@/in.tar", "-o", "@/new.tar", option, spelling);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@/in.tar", "@/sub/../in.tar", "@/symbolic", "@/hard", "@/link/in.tar", "@/chain"})
    void aResultIsNotTheInput(String spelling) throws IOException {
        Files.createSymbolicLink(directory.resolve("symbolic"), input);
        Files.createSymbolicLink(directory.resolve("chain"), directory.resolve("symbolic"));
        Files.createLink(directory.resolve("hard"), input);
        Files.createSymbolicLink(directory.resolve("link"), directory);
        for (String option : RESULTS) {
            assertRefused("would be written over what is read, IMAGE", "@/in.tar", "-o", "@/new.tar", option, spelling);
        }
    }

    @Test
    void twoResultsAreTwoFiles() throws IOException {
        for (String one : RESULTS) {
            for (String other : RESULTS) {
                if (!one.equals(other)) {
                    assertRefused("are one file", "@/in.tar", "-o", "@/new.tar", one, "@/r", other, "@/sub/../r");
                }
            }
        }
    }

    @Test
    void aResultIsNoFileThatAnOptionNames() throws IOException {
        Files.writeString(directory.resolve("list"), "tmp\n");
        for (String option : List.of("--exclude-from", "--keep-base", "--base-candidates")) {
            assertRefused(
                    "would be written over what is read",
                    "@/in.tar",
                    "-o",
                    "@/new.tar",
                    option,
                    "@/list",
                    "--report",
                    "@/list");
        }
    }

    @Test
    void theOutputIsNoFileOfPatterns() throws IOException {
        Files.writeString(directory.resolve("list"), "tmp\n");
        assertRefused("would be written over", "@/in.tar", "-o", "@/list", "--exclude-from", "@/list");
    }

    @Test
    void nothingIsWrittenIntoALayoutThatIsReadOrWritten() throws IOException {
        Path layout = Files.createDirectory(directory.resolve("layout"));
        Files.createDirectories(layout.resolve("blobs/sha256"));
        for (String mark : List.of("index.json", "oci-layout")) {
            Files.writeString(layout.resolve(mark), "{}");
        }
        Files.createSymbolicLink(directory.resolve("link"), layout);
        List<String> names = List.of("index.json", "oci-layout", "blobs/sha256/new", "blobs/report");
        for (String name : names) {
            for (String where : List.of("@/layout/", "@/link/")) {
                assertRefused("image's own directory", "oci:@/layout", "-o", "@/new.tar", "--report", where + name);
                assertRefused("image's own directory", "@/in.tar", "-o", "oci:@/layout", "--report", where + name);
                assertRefused("image's own directory", "oci:@/layout", "-o", where + name);
            }
        }
        assertEquals(
                0,
                run("oci:@/layout", "-o", "@/layout/new.tar", "--digest-file", "@/layout/digest")
                        .exitCode());
    }

    @Test
    void whatIsApartIsWritten() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("@/in.tar", "-o", "@/new.tar"));
        for (String option : List.of("--digest-file", "--metadata-file")) {
            arguments.addAll(List.of(option, "@/sub/" + option.substring(2)));
        }
        assertEquals(0, run(arguments.toArray(String[]::new)).exitCode());
        assertEquals("precious", Files.readString(input));
        assertEquals(0, run("@/in.tar", "-o", "@/New", "--digest-file", "@/new").exitCode());
    }
}
