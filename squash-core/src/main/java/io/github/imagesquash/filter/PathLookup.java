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

/** Looks up the paths that texts name in a tree, up to a total limit. Texts have a character for each byte. */
final class PathLookup {
    /** The maximum number of existing directories of a search path. */
    private static final int MOST_DIRECTORIES = 64;

    /** The maximum number of looked-up paths, and of files compared with patterns; no real image comes near. */
    private static final int MOST_LOOKUPS = 4_000_000;

    private final PathResolver resolver;
    private long lookups;

    PathLookup(PathResolver resolver) {
        this.resolver = resolver;
    }

    /** The target of a path. */
    Optional<PathResolver.Found> follow(String path) {
        return resolver.follow(latin(path));
    }

    boolean isDirectory(String path) {
        return follow(path).map(found -> found.inode() instanceof Directory).orElse(false);
    }

    /** The existing directories of a search path such as {@code /bin:/usr/bin}. */
    List<String> searchPath(String directories) {
        return Stream.of(directories.split(":"))
                .filter(directory -> !directory.isEmpty() && isDirectory(directory))
                .distinct()
                .limit(MOST_DIRECTORIES)
                .toList();
    }

    /** Passes on the file that a path names, and the matches if it is a pattern, each with the path that names it. */
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
