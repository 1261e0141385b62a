// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** The directories that the dynamic linkers of an image search for every program (ld.so(8), ldconfig(8)). */
final class LinkerDirectories {
    private static final List<String> DEFAULTS = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64");
    private static final String CONFIGURATION = "/etc/ld.so.conf";

    /** Distributions have a dozen of each. */
    private static final int MOST_FILES = 200;

    private static final int MOST_PATTERNS = 200;
    private static final int MOST_DIRECTORIES = 500;

    private final ImageLookup lookup;
    private final SequencedSet<String> all = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();
    private int patterns;

    private LinkerDirectories(ImageLookup lookup) {
        this.lookup = lookup;
    }

    /** The directories, in the order in which they are searched. */
    static List<String> in(ImageLookup lookup) throws IOException {
        LinkerDirectories found = new LinkerDirectories(lookup);
        found.addConfigured(CONFIGURATION);
        machines(lookup).forEach(found::add);
        DEFAULTS.forEach(found::add);
        found.addMusl();
        return List.copyOf(found.all);
    }

    /** The directories of libraries for one machine, such as {@code /usr/lib/x86_64-linux-gnu}. */
    static List<String> machines(ImageLookup lookup) {
        return List.of("/lib", "/usr/lib").stream()
                .flatMap(parent -> lookup.names(parent).stream()
                        .filter(name -> name.contains("-linux-"))
                        .limit(MOST_FILES)
                        .map(name -> parent + "/" + name))
                .toList();
    }

    private void add(String directory) {
        if (all.size() < MOST_DIRECTORIES) {
            all.add(directory);
        }
    }

    /** A line is a directory, or {@code include} with patterns of files. */
    private void addConfigured(String file) throws IOException {
        if (read.size() == MOST_FILES || !read.add(file)) {
            return;
        }
        for (String line : text(file).lines().map(String::strip).toList()) {
            if (line.startsWith("include ") || line.startsWith("include\t")) {
                for (String pattern : line.substring(8).strip().split("\\s+")) {
                    for (String included : matching(pattern)) {
                        addConfigured(included);
                    }
                }
            } else if (line.startsWith("/")) {
                add(line.replaceFirst("\\s*+#.*", ""));
            }
        }
    }

    private List<String> matching(String pattern) {
        if (++patterns > MOST_PATTERNS) {
            return List.of();
        }
        String absolute = pattern.startsWith("/") ? pattern : "/etc/" + pattern;
        String directory = absolute.substring(0, absolute.lastIndexOf('/'));
        Optional<Glob> glob = glob(absolute.substring(1));
        return lookup.names(directory).stream()
                .map(name -> directory + "/" + name)
                .filter(path -> glob.isPresent() && glob.get().fits(RawText.bytes(path.substring(1))))
                .limit(MOST_FILES)
                .toList();
    }

    /** A pattern of a file, which may be invalid and then fits nothing. */
    private static Optional<Glob> glob(String pattern) {
        try {
            return Optional.of(Glob.parse(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void addMusl() throws IOException {
        for (String name : lookup.names("/etc")) {
            if (name.startsWith("ld-musl-") && name.endsWith(".path")) {
                List.of(text("/etc/" + name).strip().split("[:\n]")).forEach(this::add);
            }
        }
        add("/usr/local/lib");
    }

    private String text(String file) throws IOException {
        Optional<PathResolver.Found> found = lookup.follow(file, new ArrayList<>());
        return found.isPresent() && found.get().inode() instanceof RegularFile regular
                ? new ScannedFile(found.get().path(), regular, false).text()
                : "";
    }
}
