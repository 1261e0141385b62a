// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Everything that an image's config or its start scripts name: files, directories, programs and languages. No rule
 * removes these.
 *
 * @param all the files and directories, those of the config first
 * @param words all words of the config and of the scripts, programs without their directories
 * @param languages names of translations for the locale settings, such as {@code de_DE} and {@code de}
 */
record NamedPaths(List<NamedPath> all, Set<String> words, Set<String> languages) {
    /** Settings of the config that give a place, and whose directories contain much else. */
    private static final Set<String> WIDE = Set.of("Env PATH", "Env HOME", "User");

    NamedPaths {
        all = List.copyOf(all);
    }

    /**
     * The named paths that exist in a tree.
     *
     * @param tree the tree; the layers with its contents must be open
     * @throws IOException if the image cannot be read
     */
    static NamedPaths in(FileTree tree, ExecutionParameters execution) throws IOException {
        return new NameSearch(tree, execution).run();
    }

    /**
     * The named paths that have lost something in a later state of this tree: a missing file, a missing or empty
     * directory, and for a directory that a command, a volume or the working directory names, anything below it.
     *
     * @param before the number of entries of each directory, from {@link #sizes}
     */
    List<NamedPath> missing(FileTree later, List<Long> before) {
        List<Long> after = sizes(later);
        return IntStream.range(0, all.size())
                .filter(i -> after.get(i) < before.get(i))
                .mapToObj(all::get)
                .toList();
    }

    /** The number of entries in and below each directory, 1 for a file, -1 for a missing path. */
    List<Long> sizes(FileTree tree) {
        PathResolver resolver = new PathResolver(tree);
        return all.stream()
                .map(named -> resolver.follow(named.path().bytes())
                        .map(found -> found.inode() instanceof Directory directory ? size(named, directory) : 1L)
                        .orElse(-1L))
                .toList();
    }

    /** For directories that are named for a part of their content, only whether there is any. */
    private static long size(NamedPath named, Directory directory) {
        boolean wide = named.kind() == NamedPath.Kind.DIRECTORY && !named.by().equals("WorkingDir");
        if (wide) {
            return WIDE.contains(named.by()) || directory.entries().isEmpty() ? 0 : 1;
        }
        return entries(directory);
    }

    private static long entries(Directory directory) {
        long entries = 0;
        for (Entry entry : directory.entries()) {
            entries += 1 + (entry.inode() instanceof Directory child ? entries(child) : 0);
        }
        return entries;
    }

    /** The first of these words that the config or a script contains; empty if none. */
    Optional<String> mentioned(List<String> candidates) {
        return candidates.stream().filter(words::contains).findFirst();
    }
}
