// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ExternalTool;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that a trace says were opened, and the packages that these keep. */
class TracedPathsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/usr/bin/env; /usr/bin/env",
                "/srv/a b; /srv/a b",
                "openat(AT_FDCWD, \"/etc/ld.so.cache\", O_RDONLY|O_CLOEXEC) = 3; /etc/ld.so.cache",
                "[pid 12] 10:00:00 execve(\"/usr/bin/id\", [\"id\"], 0x7ff /* 9 vars */) = 0; /usr/bin/id",
                "open(\"/srv/caf\\303\\251\\\"\", O_RDONLY) = 3; /srv/cafÃ©\"",
                "access(\"/etc/ld.so.preload\", R_OK) = -1 ENOENT (No such file or directory); ``",
                "newfstatat(3, \"\", {st_mode=S_IFREG|0644, st_size=1}, AT_EMPTY_PATH) = 0; ``",
                "nginx(711): RO  /usr/share/nginx/a b; /usr/share/nginx/a b",
                "1234   nginx              5   0 /etc/passwd; /etc/passwd",
                "    \"file_path\": \"/usr/lib/libc.so.6\",; /usr/lib/libc.so.6",
                "+++ exited with 0 +++; ``"
            })
    void pathsAreFoundInLinesOfEachTool(String line, String path) throws IOException {
        assertEquals(
                path.isEmpty() ? Set.of() : Set.of(path), TracedPaths.in(new BufferedReader(new StringReader(line))));
    }

    @Test
    void aRealTraceNamesTheProgramAndItsLibraries() throws Exception {
        Path trace = directory.resolve("trace");
        ExternalTool.run(
                directory, "strace", "-f", "-o", trace.toString(), "-e", "trace=%file", "env", "cat", "/etc/passwd");
        Set<String> paths;
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            paths = TracedPaths.in(lines);
        }
        assertTrue(paths.containsAll(List.of("/etc/passwd", "/etc/ld.so.cache")), paths::toString);
        assertTrue(paths.stream().anyMatch(path -> path.endsWith("/libc.so.6")), paths::toString);
    }

    @Test
    void missingPathsAreThoseThatStraceDidNotFind() throws IOException {
        String trace = """
                7 execve("/usr/bin/git", ["git"], 0x7ffd) = -1 ENOENT (No such file or directory)
                7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3
                7 openat(AT_FDCWD, "own", O_RDONLY) = -1 ENOENT (No such file or directory)
                7 access("/root", R_OK) = -1 EACCES (Permission denied)
                """;
        assertEquals(Set.of("/usr/bin/git"), TracedPaths.missingIn(new BufferedReader(new StringReader(trace))));
    }

    /** Python programs read the metadata of all installed packages. */
    @Test
    void whoReadsTheDescriptionOfAPackageDoesNotNeedIt() throws IOException {
        slim(
                        new SlimOptions(
                                Unit.PACKAGES,
                                List.of(),
                                List.of("/usr/lib/python3/dist-packages/numpy-1.egg-info/PKG-INFO"),
                                List.of(),
                                List.of(),
                                false),
                        debian().installed("numpy")
                                .file("usr/lib/python3/dist-packages/numpy-1.egg-info/PKG-INFO", "")
                                .layer(),
                        settings -> {})
                .keeps();
    }

    @Test
    void packagesOfOpenedFilesStay() throws IOException {
        slim(
                        new SlimOptions(
                                Unit.PACKAGES,
                                List.of(),
                                List.of("/usr/share/a/plugin", "/usr/share/gone"),
                                List.of(),
                                List.of(),
                                false),
                        debian().installed("a")
                                .file("usr/share/a/plugin", "")
                                .installed("b")
                                .file("usr/share/b/plugin", "")
                                .layer(),
                        settings -> {})
                .keeps("a")
                .explains(
                        "a", "--trace > /usr/share/a/plugin [proven: was opened] > package a [proven: belongs to it]");
    }
}
