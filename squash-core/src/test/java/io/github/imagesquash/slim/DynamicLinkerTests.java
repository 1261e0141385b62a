// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.fixture.ExternalTool;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** What tests have in common that compare found libraries with those that this machine's dynamic linker loads. */
abstract class DynamicLinkerTests {
    static final Path LINKER = Path.of("/lib64/ld-linux-x86-64.so.2");

    @TempDir
    Path directory;

    String tool(String... command) throws Exception {
        return new String(ExternalTool.run(directory, command), StandardCharsets.ISO_8859_1);
    }

    static ScannedFile scanned(HostTree host, String path) throws IOException {
        ImagePath place = ImagePath.clean(path.getBytes(StandardCharsets.ISO_8859_1));
        return new ScannedFile(place, (RegularFile) host.tree().lookUp(place).orElseThrow(), false);
    }

    /** What the dynamic linker loads, in real paths; it runs the file if it is a program, so {@code ldd} only traces. */
    Set<Path> loaded(Path file) throws Exception {
        Set<Path> found = new LinkedHashSet<>();
        for (String line : tool("ldd", file.toString()).lines().toList()) {
            int slash = line.indexOf('/');
            if (slash >= 0 && !line.contains("not found")) {
                found.add(Path.of(line.substring(slash).replaceFirst(" \\(.*", "")));
            }
        }
        return found;
    }

    static Set<String> linked(HostTree host, Path file) throws IOException {
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
}
