// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1: compression works wherever temporary files can be, and nothing is loaded that another user can write to. */
@Isolated("looks for files that any squash may make")
class NativeCodeIT {
    private FaultScene scene;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        Needs.program("strace", "strace");
        scene = FaultScene.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void nothingIsMappedForExecutionFromWhereOthersCanWrite(String compression) throws IOException {
        Path trace = scene.image().resolveSibling("trace");
        Outcome outcome = scene.shell("umask 000; strace -f -y -e trace=mmap,openat,mkdir,rename -o " + trace
                        + " \"$@\" -c " + compression + " " + scene.image() + " -o " + scene.output())
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        List<String> lines = Files.readAllLines(trace);
        List<String> executable =
                lines.stream().filter(line -> line.matches(".*PROT_EXEC.*<.*")).toList();
        assertTrue(executable.stream().anyMatch(line -> line.contains("/memfd:")), "no library was loaded");
        for (String place :
                List.of(scene.temporary().toString(), scene.javaTemporary().toString(), "/tmp/lib")) {
            assertEquals(
                    List.of(),
                    executable.stream().filter(line -> line.contains(place)).toList());
        }
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.contains(scene.javaTemporary().toString()))
                        .filter(line -> line.contains("O_CREAT"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=64m,noexec", "ro"})
    void theJvmsDirectoryForTemporaryFilesCanBeOfAnyKind(String mount) throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.javaTemporary(), mount)) {
            for (String compression : List.of("gzip", "zstd")) {
                scene.squash("-c", compression, scene.image().toString(), "-o", scene.output() + "")
                        .output();
            }
            assertTrue(Files.size(scene.output()) > 0);
        }
    }

    @Test
    void aDirectoryForTemporaryFilesWithoutExecutionWillDo() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(scene.temporary(), "size=64m,noexec")) {
            scene.squash("-c", "zstd", scene.image().toString(), "-o", scene.output() + "")
                    .output();
            assertTrue(Files.size(scene.output()) > 0);
        }
    }

    @Test
    void aKillLeavesNothingInDirectoriesForTemporaryFiles() throws IOException {
        List<Path> before = javaFiles();
        for (int i = 0; i < 5; i++) {
            try (RunningProgram run = scene.squash("-c", "zstd", scene.image().toString(), "-o", scene.output() + "")
                    .start()) {
                scene.awaitBegunOutput(run);
                run.send(Signal.KILL);
                run.await();
            }
        }
        scene.squash().output();
        scene.assertOnlyOutput(scene.output());
        assertEquals(before, javaFiles());
    }

    /** What libraries are known to unpack. */
    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            return files.filter(file -> file.getFileName().toString().matches("(deflate|libzstd).*"))
                    .sorted()
                    .toList();
        }
    }
}
