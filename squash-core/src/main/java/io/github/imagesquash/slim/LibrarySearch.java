// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
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
    private static final int MOST_KNOWN = 50_000;

    private final ImageLookup lookup;
    private final List<String> environment;
    private final List<String> directories;
    private final List<String> machines;
    private final Map<String, List<String>> processors = new HashMap<>();
    private final Map<Place, List<Library>> known = new HashMap<>();

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

    /**
     * A library that was found.
     *
     * @param way the symbolic links on the way, and the file
     * @param directory where it was found; the links may lead elsewhere
     * @param header what it needs itself
     */
    record Library(List<ImagePath> way, String directory, ElfHeader header) {
        Library {
            way = List.copyOf(way);
        }

        /** The directory of the file. */
        String realDirectory() {
            return "/" + RawText.of(way.getLast().parent().bytes());
        }
    }

    /**
     * Where a library is that a file needs, and its variants for newer processors; empty if it is not in the image.
     *
     * @param origin the directory of the needing file
     * @param inherited directories of the programs that load the needing file
     */
    List<Library> find(String name, ElfHeader needing, String origin, List<String> inherited) throws IOException {
        if (name.indexOf('/') >= 0) {
            for (String path : (Iterable<String>) expand(name, needing, origin)::iterator) {
                int slash = path.lastIndexOf('/');
                List<Library> found = fitting(
                        path.substring(0, slash),
                        new Place("", path.substring(slash + 1), needing.wide(), needing.machine()));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        }
        Stream<String> places = Stream.of(
                        paths(needing, origin).stream(),
                        needing.runpath().isEmpty() ? inherited.stream() : Stream.<String>empty(),
                        environment.stream().flatMap(directory -> expand(directory, needing, origin)),
                        needing.runpath().stream().flatMap(directory -> expand(directory, needing, origin)),
                        directories.stream())
                .flatMap(some -> some);
        for (String directory : (Iterable<String>) places::iterator) {
            List<Library> found = in(new Place(directory, name, needing.wide(), needing.machine()));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The directories that a file searches for itself and for what it loads. */
    List<String> paths(ElfHeader file, String origin) {
        return file.rpath().stream()
                .flatMap(directory -> expand(directory, file, origin))
                .toList();
    }

    private List<Library> in(Place place) throws IOException {
        List<Library> found = known.get(place);
        if (found == null) {
            found = search(place);
            if (known.size() < MOST_KNOWN) {
                known.put(place, found);
            }
        }
        return found;
    }

    /** The library in a directory, with its variants for newer processors. */
    private List<Library> search(Place place) throws IOException {
        List<Library> found = new ArrayList<>(fitting(place.directory(), place));
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
    private List<Library> fitting(String directory, Place place) throws IOException {
        List<ImagePath> way = new ArrayList<>();
        Optional<PathResolver.Found> found = lookup.follow(directory + "/" + place.name(), way);
        if (found.isEmpty() || !(found.get().inode() instanceof RegularFile regular)) {
            return List.of();
        }
        way.add(found.get().path());
        return ElfHeader.of(new ScannedFile(found.get().path(), regular, false))
                .filter(library -> library.wide() == place.wide() && library.machine() == place.machine())
                .map(library -> List.of(new Library(way, directory, library)))
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
