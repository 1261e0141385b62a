// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries of programs and libraries of this machine are those that its dynamic linker loads ({@code ldd}). */
class LinkedLibrariesTest extends DynamicLinkerTests {
    private static final int PROGRAMS = 200;

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
}
