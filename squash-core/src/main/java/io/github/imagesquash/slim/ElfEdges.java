// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.slim.LibrarySearch.Library;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The dynamic linker of a program and the libraries that it is linked to. */
final class ElfEdges implements EdgeFinder {
    /** That a program loads in ways that depend on the program. */
    private static final int MOST_LIBRARIES = 1000;

    private final ImageLookup lookup;
    private final LibrarySearch libraries;
    private final PackageOwners owners;

    ElfEdges(ImageLookup lookup, LibrarySearch libraries, PackageOwners owners) {
        this.lookup = lookup;
        this.libraries = libraries;
        this.owners = owners;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        Optional<ElfHeader> header = ElfHeader.of(file);
        if (header.isEmpty()) {
            return;
        }
        for (ImagePath path : lookup.file(header.get().interpreter())) {
            edges.accept(new Edge(path, Strength.PROVEN, "its dynamic linker"));
        }
        Set<Loaded> seen = new HashSet<>();
        Deque<Loaded> left = new ArrayDeque<>(List.of(new Loaded(header.get(), file.directory(), List.of())));
        while (!left.isEmpty() && seen.size() < MOST_LIBRARIES) {
            Loaded next = left.poll();
            if (seen.add(next)) {
                addLinked(next, seen.size() == 1, edges, left);
            }
        }
    }

    /**
     * A file that the dynamic linker loads.
     *
     * @param directory what {@code $ORIGIN} means for it
     * @param inherited directories of the files that load it
     */
    private record Loaded(ElfHeader header, String directory, List<String> inherited) {}

    private void addLinked(Loaded file, boolean first, Consumer<Edge> edges, Deque<Loaded> left) throws IOException {
        List<String> paths = new ArrayList<>(libraries.paths(file.header(), file.directory()));
        paths.addAll(file.inherited());
        for (String name : file.header().needed()) {
            List<Library> found = libraries.find(name, file.header(), file.directory(), file.inherited());
            for (Library library : found) {
                library.way().forEach(path -> edges.accept(new Edge(path, Strength.PROVEN, "linked to " + name)));
                if (dependsOnLoader(library, paths)) {
                    left.add(new Loaded(library.header(), library.directory(), paths));
                }
            }
            if (found.isEmpty() && first) {
                // The program that loads this library may know where it is.
                owners.libraries(name)
                        .forEach(path -> edges.accept(new Edge(path, Strength.GUESSED, "linked to a " + name)));
            }
        }
    }

    /**
     * Whether a library's own libraries are found otherwise than from its own place: in directories of what loads it, or
     * beside a link that led to it. All others are found when the library is searched itself.
     */
    private static boolean dependsOnLoader(Library library, List<String> paths) {
        boolean inherits = !paths.isEmpty() && library.header().runpath().isEmpty();
        return !library.header().needed().isEmpty()
                && (inherits
                        || library.header().usesOrigin() && !library.directory().equals(library.realDirectory()));
    }
}
