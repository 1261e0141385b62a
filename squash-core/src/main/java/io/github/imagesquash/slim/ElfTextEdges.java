// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Libraries and paths among the texts of a program or library: what it opens with dlopen(3), starts or reads. They may be
 * there by chance.
 */
final class ElfTextEdges implements EdgeFinder {
    private static final Pattern LIBRARY = Pattern.compile("[\\w+-][\\w.+-]*+");

    /** Where the compiler read the program, for debuggers and stack traces. */
    private static final Pattern SOURCE = Pattern.compile(
            "/.*(?:-gdb\\.py|\\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|go|rs|s|S|f|f90|pas|adb|ads|hs|ml|swift|zig))");

    private static final int MOST_NAMES = 10_000;

    private final ImageLookup lookup;
    private final PackageOwners owners;

    ElfTextEdges(ImageLookup lookup, PackageOwners owners) {
        this.lookup = lookup;
        this.owners = owners;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        if (!file.isElf()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        ElfText.of(file, text -> {
            if (names.size() < MOST_NAMES) {
                addTo(names, text);
            }
        });
        for (String name : names) {
            String how = "contains the text " + RawText.shown(name);
            (name.startsWith("/") ? lookup.named(name) : owners.libraries(name))
                    .forEach(path -> edges.accept(new Edge(path, Strength.GUESSED, how)));
        }
    }

    private static void addTo(Set<String> names, String text) {
        if (text.indexOf('/') < 0) {
            if (LIBRARY.matcher(text).matches()) {
                names.add(text);
            }
            return;
        }
        Set<String> paths = new LinkedHashSet<>();
        PathScan.addTo(paths, text, MOST_NAMES);
        paths.removeIf(SOURCE.asMatchPredicate());
        names.addAll(paths);
    }
}
