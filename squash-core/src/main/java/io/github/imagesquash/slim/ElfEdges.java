// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The dynamic linker of a program and the libraries that it is linked to. */
final class ElfEdges implements EdgeFinder {
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
        for (String name : header.get().needed()) {
            List<ImagePath> found = libraries.find(name, header.get(), file.directory());
            found.forEach(path -> edges.accept(new Edge(path, Strength.PROVEN, "linked to " + name)));
            if (found.isEmpty()) {
                // The program that loads this library may know where it is.
                owners.libraries(name)
                        .forEach(path -> edges.accept(new Edge(path, Strength.GUESSED, "linked to a " + name)));
            }
        }
    }
}
