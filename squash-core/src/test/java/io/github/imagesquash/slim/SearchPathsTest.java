// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the path of one file decides about another: compiled programs have the libraries that the dynamic linker loads. */
class SearchPathsTest extends DynamicLinkerTests {
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
