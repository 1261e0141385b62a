// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds shared libraries as the dynamic linker does (ld.so(8)). */
final class LibrarySearch {
    /** There are four kinds of x86-64 processors; other machines have fewer. */
    private static final int MOST_PROCESSORS = 16;

    private static final int MOST_DIRECTORIES = 128;

    /** Programs of an image need a few thousand libraries, mostly the same ones. */
    private static final int MOST_KNOWN = 200_000;

    private final ImageLookup lookup;
    private final List<String> environment;
    private final List<String> directories;
    private final List<String> machines;
    private final Map<String, List<String>> processors = new HashMap<>();
    private final Map<Place, List<ImagePath>> known = new HashMap<>();

    /** A library in a directory, for programs of one kind. */
    private record Place(String directory, String name, boolean wide, int machine) {}

    /** @param environment the value of {@code LD_LIBRARY_PATH}; empty if there is none */
    LibrarySearch(ImageLookup lookup, String environment) throws IOException {
        this.lookup = lookup;
        this.environment = Stream.of(environment.split("[:;]"))
                .filter(directory -> !directory.isEmpty())
                .limit(MOST_DIRECTORIES)
                .toList();
        this.directories = LinkerDirectories.in(lookup);
        this.machines = LinkerDirectories.machines(lookup);
    }

    /** Where a library is that a file needs, with the symbolic links on the way; empty if it is not in the image. */
    List<ImagePath> find(String name, ElfHeader needing, String origin) throws IOException {
        if (name.indexOf('/') >= 0) {
            return expand(name, needing, origin)
                    .map(lookup::file)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
        Stream<String> places = Stream.of(
                        needing.rpath().stream().flatMap(directory -> expand(directory, needing, origin)),
                        environment.stream().flatMap(directory -> expand(directory, needing, origin)),
                        needing.runpath().stream().flatMap(directory -> expand(directory, needing, origin)),
                        directories.stream())
                .flatMap(some -> some);
        for (String directory : (Iterable<String>) places::iterator) {
            List<ImagePath> found = in(new Place(directory, name, needing.wide(), needing.machine()));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<ImagePath> in(Place place) throws IOException {
        List<ImagePath> found = known.get(place);
        if (found == null) {
            found = search(place);
            if (known.size() < MOST_KNOWN) {
                known.put(place, found);
            }
        }
        return found;
    }

    /** The library in a directory, with its variants for newer processors. */
    private List<ImagePath> search(Place place) throws IOException {
        List<ImagePath> found = new ArrayList<>(fitting(place.directory(), place));
        String variants = place.directory() + "/glibc-hwcaps";
        for (String processor : processors.computeIfAbsent(variants, this::processors)) {
            found.addAll(fitting(variants + "/" + processor, place));
        }
        return List.copyOf(found);
    }

    private List<String> processors(String directory) {
        return lookup.names(directory).stream().limit(MOST_PROCESSORS).toList();
    }

    /** The linker skips libraries of other machines. */
    private List<ImagePath> fitting(String directory, Place place) throws IOException {
        List<ImagePath> way = new ArrayList<>();
        Optional<PathResolver.Found> found = lookup.follow(directory + "/" + place.name(), way);
        if (found.isEmpty() || !(found.get().inode() instanceof RegularFile regular)) {
            return List.of();
        }
        way.add(found.get().path());
        return ElfHeader.of(new ScannedFile(found.get().path(), regular, false))
                .filter(library -> library.wide() == place.wide() && library.machine() == place.machine())
                .map(_ -> way)
                .orElse(List.of());
    }

    /** Replaces the linker's own words; {@code $LIB} has another value on each distribution. */
    private Stream<String> expand(String path, ElfHeader needing, String origin) {
        String here = replaced(replaced(path, "ORIGIN", origin), "PLATFORM", needing.platform());
        return here.contains("$LIB") || here.contains("${LIB}")
                ? Stream.concat(
                                Stream.of("lib64", "lib"),
                                machines.stream().map(machine -> machine.replaceFirst("^/usr/|^/", "")))
                        .distinct()
                        .map(library -> replaced(here, "LIB", library))
                : Stream.of(here);
    }

    private static String replaced(String path, String word, String value) {
        return path.replace("${" + word + "}", value).replace("$" + word, value);
    }
}
