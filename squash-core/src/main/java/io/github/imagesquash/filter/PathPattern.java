// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.PathResolver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** An absolute path with the wildcards of a shell, such as {@code /docker-entrypoint.d/*.sh}. */
final class PathPattern {
    private static final int MOST_PATHS = 10_000;

    private final ImagePath pattern;

    PathPattern(byte[] path) {
        this.pattern = ImagePath.clean(path);
    }

    /** Whether a text has wildcards. */
    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /**
     * The matches in a tree; only some if there are very many.
     *
     * @param mayCompare whether this number of further files may be compared with it
     */
    List<ImagePath> in(PathResolver resolver, IntPredicate mayCompare) {
        List<ImagePath> fitting = List.of(ImagePath.ROOT);
        for (Name component : pattern.names()) {
            List<ImagePath> next = new ArrayList<>();
            for (ImagePath path : fitting) {
                collect(resolver, path, component, mayCompare, next);
            }
            fitting = next;
        }
        return fitting;
    }

    private static void collect(
            PathResolver resolver, ImagePath path, Name component, IntPredicate mayCompare, List<ImagePath> next) {
        String text = new String(bytes(component), StandardCharsets.UTF_8);
        if (!isPattern(text)) {
            next.add(path.child(component));
            return;
        }
        resolver.follow(path.bytes())
                .map(PathResolver.Found::inode)
                .filter(Directory.class::isInstance)
                .map(Directory.class::cast)
                .filter(directory -> mayCompare.test(directory.entries().size()))
                .ifPresent(directory -> addFitting(directory, path, text, next));
    }

    private static void addFitting(Directory directory, ImagePath path, String text, List<ImagePath> next) {
        try {
            Glob glob = Glob.parse(text);
            for (Entry entry : directory.sortedEntries()) {
                if (next.size() < MOST_PATHS && glob.fits(bytes(entry.name()))) {
                    next.add(path.child(entry.name()));
                }
            }
        } catch (IllegalArgumentException _) {
            // A bracket without a partner is literal, and such a path has already been searched for.
        }
    }

    private static byte[] bytes(Name name) {
        byte[] bytes = new byte[name.length()];
        name.copyTo(bytes, 0);
        return bytes;
    }
}
