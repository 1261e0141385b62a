// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import java.util.Comparator;
import java.util.List;

/**
 * Files with equal content among those that a container sees. All names of a hard-linked file are one file.
 *
 * @param smallest smaller files were ignored, in bytes
 * @param groups a group for each content that occurs more than once, the most wasteful first; equal ones in the order
 *     of their first paths
 */
public record Duplicates(long smallest, List<Group> groups) {
    private static final Comparator<Group> ORDER = Comparator.comparingLong(Group::wastedBytes)
            .reversed()
            .thenComparing(group -> group.paths().getFirst());

    public Duplicates {
        groups = groups.stream().sorted(ORDER).toList();
    }

    /**
     * A content that occurs more than once.
     *
     * @param bytes its size; for a sparse file including its holes, which a layer contains as zeros
     * @param paths its paths, ascending, at least two; only one of each hard-linked file
     */
    public record Group(long bytes, List<ImagePath> paths) {
        public Group {
            paths = paths.stream().sorted().toList();
        }

        /** The size of all of them except one, in bytes. */
        public long wastedBytes() {
            return bytes * (paths.size() - 1);
        }
    }

    /** The size of all files that equal another one, without one of each group, in bytes. */
    public long wastedBytes() {
        return groups.stream().mapToLong(Group::wastedBytes).sum();
    }

    /** The number of these files. */
    public long spareFiles() {
        return groups.stream().mapToLong(group -> group.paths().size() - 1).sum();
    }
}
