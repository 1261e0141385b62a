// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/** Finds shared libraries as the dynamic linker does (ld.so(8)). */
final class LibrarySearch {
    private static final List<String> DEFAULTS = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64");
    private static final String CONFIGURATION = "/etc/ld.so.conf";
    private static final int MOST_FILES = 1000;

    private final ImageLookup lookup;
    private final List<String> environment;
    private final List<String> directories;

    /** @param environment the value of {@code LD_LIBRARY_PATH}; empty if there is none */
    LibrarySearch(ImageLookup lookup, String environment) throws IOException {
        this.lookup = lookup;
        this.environment = Stream.of(environment.split("[:;]"))
                .filter(directory -> !directory.isEmpty())
                .toList();
        SequencedSet<String> all = new LinkedHashSet<>();
        addConfigured(CONFIGURATION, all, new LinkedHashSet<>());
        for (String parent : List.of("/lib", "/usr/lib")) {
            lookup.names(parent).stream()
                    .filter(name -> name.contains("-linux-"))
                    .forEach(name -> all.add(parent + "/" + name));
        }
        all.addAll(DEFAULTS);
        musl(all);
        this.directories = List.copyOf(all);
    }

    /** A line is a directory, or {@code include} with patterns of files. */
    private void addConfigured(String file, Set<String> all, Set<String> read) throws IOException {
        if (read.size() == MOST_FILES || !read.add(file)) {
            return;
        }
        for (String line : text(file).lines().map(String::strip).toList()) {
            if (line.startsWith("include ")) {
                for (String pattern : line.substring(8).strip().split("\\s+")) {
                    for (String included : matching(pattern)) {
                        addConfigured(included, all, read);
                    }
                }
            } else if (line.startsWith("/")) {
                all.add(line.replaceFirst("\\s*#.*", ""));
            }
        }
    }

    private List<String> matching(String pattern) {
        String absolute = pattern.startsWith("/") ? pattern : "/etc/" + pattern;
        String directory = absolute.substring(0, absolute.lastIndexOf('/'));
        Glob glob = Glob.parse(absolute.substring(1));
        return lookup.names(directory).stream()
                .map(name -> directory + "/" + name)
                .filter(path -> glob.fits(RawText.bytes(path.substring(1))))
                .toList();
    }

    private void musl(Set<String> all) throws IOException {
        for (String name : lookup.names("/etc")) {
            if (name.startsWith("ld-musl-") && name.endsWith(".path")) {
                all.addAll(List.of(text("/etc/" + name).strip().split("[:\n]")));
            }
        }
        all.add("/usr/local/lib");
    }

    private String text(String file) throws IOException {
        Optional<PathResolver.Found> found = lookup.follow(file, new ArrayList<>());
        return found.isPresent() && found.get().inode() instanceof RegularFile regular
                ? new ScannedFile(found.get().path(), regular, false).text()
                : "";
    }

    /** Where a library is that a file needs, with the symbolic links on the way; empty if it is not in the image. */
    List<ImagePath> find(String name, ElfHeader needing, String origin) throws IOException {
        if (name.indexOf('/') >= 0) {
            return lookup.file(expand(name, origin));
        }
        List<String> places = new ArrayList<>();
        needing.rpath().forEach(directory -> places.add(expand(directory, origin)));
        places.addAll(environment);
        needing.runpath().forEach(directory -> places.add(expand(directory, origin)));
        places.addAll(directories);
        for (String place : places) {
            List<ImagePath> found = in(place, name, needing);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The library in a directory, with its variants for newer processors. */
    private List<ImagePath> in(String directory, String name, ElfHeader needing) throws IOException {
        List<ImagePath> found = new ArrayList<>(fitting(directory + "/" + name, needing));
        for (String processor : lookup.names(directory + "/glibc-hwcaps")) {
            found.addAll(fitting(directory + "/glibc-hwcaps/" + processor + "/" + name, needing));
        }
        return found;
    }

    /** The linker skips libraries of other machines. */
    private List<ImagePath> fitting(String path, ElfHeader needing) throws IOException {
        List<ImagePath> way = new ArrayList<>();
        Optional<PathResolver.Found> found = lookup.follow(path, way);
        if (found.isEmpty() || !(found.get().inode() instanceof RegularFile regular)) {
            return List.of();
        }
        way.add(found.get().path());
        return ElfHeader.of(new ScannedFile(found.get().path(), regular, false))
                .filter(library -> library.wide() == needing.wide() && library.machine() == needing.machine())
                .map(_ -> way)
                .orElse(List.of());
    }

    private static String expand(String path, String origin) {
        return path.replace("${ORIGIN}", origin).replace("$ORIGIN", origin);
    }
}
