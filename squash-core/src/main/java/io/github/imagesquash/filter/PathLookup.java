// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Looks up in a tree what texts name; how much is looked up in all is bounded. Texts have a character for each byte. */
final class PathLookup {
    /** A search path has no more directories that are there. */
    private static final int MOST_DIRECTORIES = 64;

    /** How many paths are looked up, and files compared with patterns; no image comes near. */
    private static final int MOST_LOOKUPS = 4_000_000;

    private final PathResolver resolver;
    private long lookups;

    PathLookup(PathResolver resolver) {
        this.resolver = resolver;
    }

    /** What a path leads to. */
    Optional<PathResolver.Found> follow(String path) {
        return resolver.follow(latin(path));
    }

    boolean isDirectory(String path) {
        return follow(path).map(found -> found.inode() instanceof Directory).orElse(false);
    }

    /** The directories of a search path such as {@code /bin:/usr/bin} that are there. */
    List<String> searchPath(String directories) {
        return Stream.of(directories.split(":"))
                .filter(directory -> !directory.isEmpty() && isDirectory(directory))
                .distinct()
                .limit(MOST_DIRECTORIES)
                .toList();
    }

    /** Gives what a path names, and what fits it if it is a pattern, each with the path that names it. */
    void each(String text, BiConsumer<ImagePath, PathResolver.Found> listener) {
        if (text.length() > ImagePath.MAX_LENGTH || !mayLookUp(1)) {
            return;
        }
        ImagePath clean = ImagePath.clean(latin(text));
        Optional<PathResolver.Found> cleaned = resolver.follow(clean.bytes());
        follow(text)
                .or(() -> cleaned)
                .ifPresent(found -> listener.accept(cleaned.isPresent() ? clean : found.path(), found));
        if (PathPattern.isPattern(text)) {
            for (ImagePath path : new PathPattern(latin(text)).in(resolver, this::mayLookUp)) {
                resolver.follow(path.bytes()).ifPresent(found -> listener.accept(path, found));
            }
        }
    }

    private boolean mayLookUp(int paths) {
        lookups += paths;
        return lookups <= MOST_LOOKUPS;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
