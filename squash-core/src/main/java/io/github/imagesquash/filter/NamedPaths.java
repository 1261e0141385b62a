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
 * What an image's config names in any way, and what the scripts name that it starts: files, directories, programs and
 * languages. No rule takes it.
 *
 * @param all the files and directories, those of the config first
 * @param words all words of the config and of the scripts, programs without their directories
 * @param languages names of translations that the settings of the locale ask for, such as {@code de_DE} and {@code de}
 */
record NamedPaths(List<NamedPath> all, Set<String> words, Set<String> languages) {
    /** Settings of the config that tell where something is, and whose directories are wide. */
    private static final Set<String> WIDE = Set.of("Env PATH", "Env HOME", "User");

    NamedPaths {
        all = List.copyOf(all);
    }

    /**
     * Those that are in a tree.
     *
     * @param tree the layers that its contents lie in must be open
     * @throws IOException if the image cannot be read
     */
    static NamedPaths in(FileTree tree, ExecutionParameters execution) throws IOException {
        return new NameSearch(tree, execution).run();
    }

    /**
     * Those of which a tree, which is this one later, has lost something: a file that is gone, a directory that is gone or
     * empty, and of a directory that a command, a volume or the working directory names anything below.
     *
     * @param before how many entries each directory had, as {@link #sizes} counted them
     */
    List<NamedPath> missing(FileTree later, List<Long> before) {
        List<Long> after = sizes(later);
        return IntStream.range(0, all.size())
                .filter(i -> after.get(i) < before.get(i))
                .mapToObj(all::get)
                .toList();
    }

    /** How many entries are in and below each path that is a directory, 1 for a file, -1 for what is not there. */
    List<Long> sizes(FileTree tree) {
        PathResolver resolver = new PathResolver(tree);
        return all.stream()
                .map(named -> resolver.follow(named.path().bytes())
                        .map(found -> found.inode() instanceof Directory directory ? size(named, directory) : 1L)
                        .orElse(-1L))
                .toList();
    }

    /** Of directories that are named for some of their content, only whether there is any. */
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

    /** Whether the config or a script has one of these words; the one that it has. */
    Optional<String> mentioned(List<String> candidates) {
        return candidates.stream().filter(words::contains).findFirst();
    }
}
