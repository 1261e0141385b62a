// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagesquash.fixture.ExternalTool;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs need the libraries that the system's own tools say. */
class LibrarySearchTest {
    @TempDir
    Path directory;

    private String tool(String... command) throws Exception {
        return new String(ExternalTool.run(directory, command), StandardCharsets.ISO_8859_1);
    }

    private static ScannedFile file(FileTree tree, String path) throws IOException {
        PathResolver.Found found = new PathResolver(tree)
                .follow(path.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow();
        return new ScannedFile(found.path(), (RegularFile) found.inode(), false);
    }

    /** A layer with files of this machine, at their real paths. */
    private static LayerBuilder copies(Set<Path> files) throws IOException {
        LayerBuilder layer = layer();
        for (Path path : files) {
            Path real = path.toRealPath();
            String name = real.toString().substring(1);
            layer.file(name, Files.readAllBytes(real));
            if (!path.getFileName().equals(real.getFileName())) {
                layer.symlink(
                        real.resolveSibling(path.getFileName()).toString().substring(1), name.replaceFirst(".*/", ""));
            }
        }
        for (String link : List.of("bin", "sbin", "lib", "lib64")) {
            if (Files.isSymbolicLink(Path.of("/" + link))) {
                layer.symlink(link, "usr/" + link);
            }
        }
        return layer;
    }

    /** Everything that is linked to a program, directly or by its libraries. */
    private static Set<String> linked(FileTree tree, String program) throws IOException {
        ImageLookup lookup = new ImageLookup(tree, ImageLookup.DEFAULT_PATH, _ -> false);
        ElfEdges edges = new ElfEdges(
                lookup, new LibrarySearch(lookup, ""), new PackageOwners(List.of(), Packages.NONE, ImagePath.ROOT));
        Set<String> found = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(program));
        while (!left.isEmpty()) {
            edges.find(file(tree, left.pop()), edge -> {
                boolean regular = tree.lookUp(edge.target()).orElseThrow() instanceof RegularFile;
                if (regular && found.add(edge.target().toString())) {
                    left.push(edge.target().toString());
                }
            });
        }
        return new TreeSet<>(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/apt", "/usr/bin/tar", "/usr/bin/perl", "/usr/bin/python3", "/usr/sbin/dockerd"})
    void theLibrariesOfAProgramAreThoseOfLdd(String program) throws Exception {
        assumeTrue(Files.exists(Path.of(program)), program);
        Set<Path> files = new LinkedHashSet<>(List.of(Path.of(program)));
        Set<String> expected = new TreeSet<>();
        for (String line : tool("ldd", program).lines().toList()) {
            int slash = line.indexOf('/');
            if (slash >= 0) {
                Path library = Path.of(line.substring(slash).replaceFirst(" \\(.*", ""));
                files.add(library);
                expected.add(library.toRealPath().toString());
            }
        }
        try (ReplayedTree root = ReplayedTree.of(copies(files))) {
            assertEquals(
                    expected, linked(root.tree(), Path.of(program).toRealPath().toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/apt", "/usr/bin/env", "/usr/sbin/ldconfig"})
    void theHeaderIsThatOfReadelf(String program) throws Exception {
        Path real = Path.of(program).toRealPath();
        String dynamic = tool("readelf", "-d", "-l", "-W", real.toString());
        try (ReplayedTree root = ReplayedTree.of(layer().file("program", Files.readAllBytes(real)))) {
            ElfHeader header = ElfHeader.of(file(root.tree(), "program")).orElseThrow();
            assertEquals(
                    dynamic.lines()
                            .filter(line -> line.contains("(NEEDED)"))
                            .map(line -> line.replaceFirst(".*\\[(.*)\\]", "$1"))
                            .toList(),
                    header.needed());
            String interpreter = dynamic.lines()
                    .filter(line -> line.contains("interpreter:"))
                    .map(line -> line.replaceFirst(".*interpreter: (.*)\\]", "$1"))
                    .collect(Collectors.joining());
            assertEquals(interpreter, header.interpreter());
        }
    }

    /** Compiles a library in a layout of its own, and a program that finds it by a path that it contains. */
    private Path compiled(String option) throws Exception {
        Path lib = Files.createDirectories(directory.resolve("app/lib"));
        Files.writeString(directory.resolve("own.c"), "int own(void) { return 0; }\n");
        Files.writeString(directory.resolve("main.c"), "int own(void); int main(void) { return own(); }\n");
        tool("gcc", "-shared", "-o", lib + "/libown.so", directory + "/own.c");
        tool(
                "gcc",
                "-o",
                directory + "/app/main",
                directory + "/main.c",
                "-L" + lib,
                "-lown",
                "-Wl,-rpath,$ORIGIN/lib:/opt/x",
                option);
        return directory.resolve("app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Wl,--enable-new-dtags", "-Wl,--disable-new-dtags"})
    void pathsInTheProgramAreSearchedFromItsDirectory(String option) throws Exception {
        Path app = compiled(option);
        LayerBuilder layer = layer().file("srv/main", Files.readAllBytes(app.resolve("main")))
                .file("srv/lib/libown.so", Files.readAllBytes(app.resolve("lib/libown.so")))
                .file("usr/lib/libown.so", Files.readAllBytes(app.resolve("lib/libown.so")));
        try (ReplayedTree root = ReplayedTree.of(layer)) {
            assertEquals(Set.of("/srv/lib/libown.so"), linked(root.tree(), "/srv/main"));
        }
    }

    @Test
    void directoriesOfTheConfigurationAndVariantsForProcessorsAreSearched() throws Exception {
        Path app = compiled("-Wl,--enable-new-dtags");
        byte[] library = Files.readAllBytes(app.resolve("lib/libown.so"));
        byte[] other = library.clone();
        other[18] = 0x28;
        LayerBuilder layer = layer().file("srv/main", Files.readAllBytes(app.resolve("main")))
                .file("etc/ld.so.conf", "# comment\ninclude ld.so.conf.d/*.conf\n")
                .file("etc/ld.so.conf.d/own.conf", "/opt/arm\n/opt/own # comment\n")
                .file("etc/ld.so.conf.d/own.txt", "/opt/wrong\n")
                .file("opt/wrong/libown.so", library)
                .file("opt/arm/libown.so", other)
                .file("opt/own/libown.so", library)
                .file("opt/own/glibc-hwcaps/x86-64-v3/libown.so", library);
        try (ReplayedTree root = ReplayedTree.of(layer)) {
            assertEquals(
                    Set.of("/opt/own/libown.so", "/opt/own/glibc-hwcaps/x86-64-v3/libown.so"),
                    linked(root.tree(), "/srv/main"));
        }
    }

    /** Each byte of the header changed, and each length of the file: there is a header or none, and no failure. */
    @Test
    void filesThatLieAreNoPrograms() throws Exception {
        byte[] program = Files.readAllBytes(Path.of("/usr/bin/env").toRealPath());
        int head = 1024;
        LayerBuilder layer = layer();
        for (int i = 4; i < head; i++) {
            byte[] damaged = Arrays.copyOf(program, 4096);
            damaged[i] ^= (byte) 0xff;
            layer.file("changed/" + i, damaged);
            layer.file("short/" + i, Arrays.copyOf(program, i));
        }
        try (ReplayedTree root = ReplayedTree.of(layer)) {
            for (String path : (Iterable<String>) Stream.of("changed/", "short/")
                    .flatMap(parent ->
                            Stream.iterate(4, i -> i + 1).limit(head - 4L).map(i -> parent + i))::iterator) {
                ElfHeader.of(file(root.tree(), path))
                        .ifPresent(header -> assertTrue(header.needed().size() < 20_000, path));
            }
        }
    }
}
