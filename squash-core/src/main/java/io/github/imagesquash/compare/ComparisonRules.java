// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Defines differences between two merged trees.
 *
 * @param ignored attributes that may differ
 * @param paths patterns for paths to compare: a path counts if a pattern matches it or a directory above it; empty for
 *     all paths
 * @param latest a later time of a file in the first tree counts as this time, as after squashing with {@code
 *     SOURCE_DATE_EPOCH}; {@link Instant#MAX} changes no times
 */
public record ComparisonRules(Set<Attribute> ignored, List<Glob> paths, Instant latest) {
    /** All attributes of all paths are compared. */
    public static final ComparisonRules ALL = new ComparisonRules(Set.of(), List.of(), Instant.MAX);

    public ComparisonRules {
        ignored = Set.copyOf(ignored);
        paths = List.copyOf(paths);
    }

    /** These rules for a first tree with limited times. */
    public ComparisonRules withLatest(Instant time) {
        return new ComparisonRules(ignored, paths, time);
    }

    boolean include(ImagePath path) {
        return paths.isEmpty() || fits(path.bytes());
    }

    private boolean fits(byte[] path) {
        for (int length = 1; length <= path.length; length++) {
            boolean whole = length == path.length || path[length] == '/';
            int end = length;
            if (whole && paths.stream().anyMatch(glob -> glob.fits(path, end))) {
                return true;
            }
        }
        return false;
    }

    boolean include(Attribute attribute) {
        return !ignored.contains(attribute);
    }
}
