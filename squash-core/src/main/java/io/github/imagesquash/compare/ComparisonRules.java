// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What counts as a difference between two merged trees.
 *
 * @param ignored attributes that may differ
 * @param paths where to look: a path counts if a pattern fits it or a directory that it lies in; empty for everywhere
 * @param latest a file of the first tree whose time is later counts as being of this time, as after squashing with
 *     {@code SOURCE_DATE_EPOCH}; {@link Instant#MAX} takes times as they are
 */
public record ComparisonRules(Set<Attribute> ignored, List<Glob> paths, Instant latest) {
    /** Everything counts, everywhere. */
    public static final ComparisonRules ALL = new ComparisonRules(Set.of(), List.of(), Instant.MAX);

    public ComparisonRules {
        ignored = Set.copyOf(ignored);
        paths = List.copyOf(paths);
    }

    /** These rules for a first tree whose times were cut off. */
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
