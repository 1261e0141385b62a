// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagesquash.fixture.ExternalTool;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries of programs and libraries of this machine are those that its dynamic linker loads ({@code ldd}). */
class LinkedLibrariesTest {
    private static final Path LINKER = Path.of("/lib64/ld-linux-x86-64.so.2");
    private static final int PROGRAMS = 200;

    @TempDir
    Path directory;

    private String tool(String... command) throws Exception {
        return new String(ExternalTool.run(directory, command), StandardCharsets.ISO_8859_1);
    }

    /** Programs, libraries and modules of packages, evenly spread; those with search paths of their own first. */
    private static List<Path> chosen() throws IOException {
        List<Path> plain = new ArrayList<>();
        List<Path> searching = new ArrayList<>();
        for (String place : List.of("/usr/bin", "/usr/sbin", "/usr/libexec", "/usr/lib")) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path path :
                        files.sorted().filter(LinkedLibrariesTest::isFile).toList()) {
                    boolean library = path.getFileName().toString().contains(".so");
                    if (!library && !Files.isExecutable(path) || Files.size(path) > 64 << 20) {
                        continue;
                    }
                    try (HostTree file = new HostTree()) {
                        file.add(path);
                        ElfHeader.of(scanned(file, path.toString()))
                                .filter(header -> !header.needed().isEmpty() && header.machine() == 62 && header.wide())
                                .ifPresent(header -> (header.rpath().isEmpty()
                                                        && header.runpath().isEmpty()
                                                ? plain
                                                : searching)
                                        .add(path));
                    }
                }
            }
        }
        List<Path> all = new ArrayList<>(spread(searching, PROGRAMS / 2));
        all.addAll(spread(plain, PROGRAMS - all.size()));
        return all;
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> spread(List<Path> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static ScannedFile scanned(HostTree host, String path) throws IOException {
        ImagePath place = ImagePath.clean(path.getBytes(StandardCharsets.ISO_8859_1));
        return new ScannedFile(place, (RegularFile) host.tree().lookUp(place).orElseThrow(), false);
    }

    /** What the dynamic linker loads, in real paths; it runs the file if it is a program, so {@code ldd} only traces. */
    private Set<Path> loaded(Path file) throws Exception {
        Set<Path> found = new LinkedHashSet<>();
        for (String line : tool("ldd", file.toString()).lines().toList()) {
            int slash = line.indexOf('/');
            if (slash >= 0 && !line.contains("not found")) {
                found.add(Path.of(line.substring(slash).replaceFirst(" \\(.*", "")));
            }
        }
        return found;
    }

    private static Set<String> linked(HostTree host, Path file) throws IOException {
        ImageLookup lookup = new ImageLookup(host.tree(), ImageLookup.DEFAULT_PATH, _ -> false);
        ElfEdges edges = new ElfEdges(lookup, new LibrarySearch(lookup, ""), new PackageOwners());
        Set<String> found = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(file.toString()));
        while (!left.isEmpty()) {
            edges.find(scanned(host, left.pop()), edge -> {
                boolean regular = host.tree().lookUp(edge.target()).orElseThrow() instanceof RegularFile;
                if (regular && found.add(edge.target().toString())) {
                    left.push(edge.target().toString());
                }
            });
        }
        return found;
    }

    @Test
    void theLibrariesOfTwoHundredFilesAreThoseOfTheDynamicLinker() throws Exception {
        assumeTrue(Files.exists(LINKER), LINKER + " is not there");
        Map<Path, Set<String>> expected = new LinkedHashMap<>();
        Map<Path, Set<String>> found = new LinkedHashMap<>();
        try (HostTree host = new HostTree();
                Stream<Path> settings = Files.walk(Path.of("/etc/ld.so.conf.d"))) {
            for (Path setting : settings.filter(Files::isRegularFile).toList()) {
                host.add(setting);
            }
            host.add(Path.of("/etc/ld.so.conf"));
            List<Path> files = chosen();
            assertTrue(files.size() >= PROGRAMS / 4, files::toString);
            for (Path file : files) {
                host.add(file);
                Set<String> real = new TreeSet<>();
                for (Path library : loaded(file)) {
                    host.add(library);
                    real.add(library.toRealPath().toString());
                }
                expected.put(file, real);
            }
            for (Path file : files) {
                found.put(file, linked(host, file));
            }
        }
        expected.forEach((file, libraries) -> libraries.remove(file.toString()));
        found.forEach((file, libraries) -> libraries.remove(file.toString()));
        expected.entrySet().removeIf(file -> file.getValue().equals(found.get(file.getKey())));
        found.keySet().retainAll(expected.keySet());
        assertEquals(expected, found);
    }

    /** Compiles a library that is linked to another one, or to none. */
    private void library(String file, String needed, String... options) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Path source = directory.resolve("source.c");
        Files.writeString(source, "int f" + Math.abs(file.hashCode()) + "(void) { return 0; }\n");
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-shared",
                "-nostdlib",
                "-Wl,--no-as-needed",
                "-Wl,-soname," + path.getFileName(),
                "-o",
                path + ""));
        command.add(source.toString());
        command.addAll(List.of(options));
        if (!needed.isEmpty()) {
            command.addAll(List.of(
                    "-L" + directory.resolve(needed).getParent(),
                    "-l:" + Path.of(needed).getFileName()));
        }
        tool(command.toArray(String[]::new));
    }

    /** Compiles a program that is linked to a library. */
    private Path program(String file, String needed, String... options) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Path source = directory.resolve("main.c");
        Files.writeString(source, "int main(void) { return 0; }\n");
        List<String> command = new ArrayList<>(List.of(
                "gcc", "-Wl,--no-as-needed", "-Wl,--unresolved-symbols=ignore-all", "-o", path + "", source + ""));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-L" + directory.resolve(needed).getParent(),
                "-l:" + Path.of(needed).getFileName()));
        tool(command.toArray(String[]::new));
        return path;
    }

    /** Requires that a program has the libraries of the linker; those for other processors may be there too. */
    private void agree(Path program, int own) throws Exception {
        assumeTrue(Files.exists(LINKER), LINKER + " is not there");
        Set<String> expected = new TreeSet<>();
        try (HostTree host = new HostTree();
                Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(path -> !Files.isDirectory(path)).toList()) {
                host.add(path);
            }
            for (Path library : loaded(program)) {
                host.add(library);
                expected.add(library.toRealPath().toString());
            }
            assertEquals(
                    own,
                    expected.stream()
                            .filter(path -> path.startsWith(directory + "/"))
                            .count(),
                    expected::toString);
            Set<String> found = linked(host, program.toRealPath());
            found.removeIf(path -> path.contains("/glibc-hwcaps/") && !expected.contains(path));
            if (expected.stream().anyMatch(path -> path.contains("/glibc-hwcaps/"))) {
                // An older processor takes the general one.
                found.remove(directory.resolve("lib/liba.so").toString());
            }
            assertEquals(expected, found);
        }
    }

    @Test
    void librariesOfALibraryAreSearchedInTheRpathOfTheProgram() throws Exception {
        library("lib/libb.so", "");
        library("lib/liba.so", "lib/libb.so");
        agree(program("bin/main", "lib/liba.so", "-Wl,-rpath,$ORIGIN/../lib", "-Wl,--disable-new-dtags"), 2);
    }

    @Test
    void librariesOfALibraryAreNotSearchedInTheRunpathOfTheProgram() throws Exception {
        library("lib/libb.so", "");
        library("lib/liba.so", "lib/libb.so");
        agree(program("bin/main", "lib/liba.so", "-Wl,-rpath,$ORIGIN/../lib", "-Wl,--enable-new-dtags"), 1);
    }

    @Test
    void aRunpathOfALibraryHidesTheRpathOfTheProgram() throws Exception {
        library("lib/libb.so", "");
        library("lib/liba.so", "lib/libb.so", "-Wl,-rpath,/nowhere", "-Wl,--enable-new-dtags");
        agree(program("bin/main", "lib/liba.so", "-Wl,-rpath,$ORIGIN/../lib", "-Wl,--disable-new-dtags"), 1);
    }

    @Test
    void variantsForProcessorsAreFound() throws Exception {
        library("lib/liba.so", "");
        library("lib/glibc-hwcaps/x86-64-v2/liba.so", "");
        library("lib/glibc-hwcaps/x86-64-v3/liba.so", "");
        agree(program("bin/main", "lib/liba.so", "-Wl,-rpath,${ORIGIN}/../lib"), 1);
    }

    @Test
    void theOriginOfALibraryIsWhereTheLinkToItIs() throws Exception {
        library("lib/libb.so", "");
        library("store/libb.so", "");
        library("store/liba.so", "lib/libb.so", "-Wl,-rpath,$ORIGIN", "-Wl,--enable-new-dtags");
        Files.createSymbolicLink(directory.resolve("lib/liba.so"), Path.of("../store/liba.so"));
        try (HostTree host = new HostTree();
                Stream<Path> all = Files.walk(directory)) {
            Path main = program("bin/main", "lib/liba.so", "-Wl,-rpath,$ORIGIN/../lib");
            for (Path path : all.filter(path -> !Files.isDirectory(path)).toList()) {
                host.add(path);
            }
            String loaded = loaded(main).stream()
                    .map(Path::toString)
                    .filter(path -> path.endsWith("libb.so"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(linked(host, main).contains(Path.of(loaded).toRealPath().toString()), loaded);
        }
    }

    @Test
    void theNameOfTheLibraryDirectoryIsReplaced() throws Exception {
        library("x/lib/x86_64-linux-gnu/liba.so", "");
        agree(program("bin/main", "x/lib/x86_64-linux-gnu/liba.so", "-Wl,-rpath,$ORIGIN/../x/$LIB"), 1);
    }
}
