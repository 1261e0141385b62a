// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import java.util.Comparator;
import java.util.List;

/**
 * Files of equal content in what a container sees. Names of one hard-linked file are one file.
 *
 * @param smallest smaller files were not looked at, in bytes
 * @param groups a group for each content that is there more than once, what wastes most first; of equals the one whose
 *     first path comes first
 */
public record Duplicates(long smallest, List<Group> groups) {
    private static final Comparator<Group> ORDER = Comparator.comparingLong(Group::wastedBytes)
            .reversed()
            .thenComparing(group -> group.paths().getFirst());

    public Duplicates {
        groups = groups.stream().sorted(ORDER).toList();
    }

    /**
     * A content that is there more than once.
     *
     * @param bytes its size; of a sparse file with its holes, which a layer holds as zeros
     * @param paths where it is, ascending, at least two; of hard links only one
     */
    public record Group(long bytes, List<ImagePath> paths) {
        public Group {
            paths = paths.stream().sorted().toList();
        }

        /** What all but one of them take, in bytes. */
        public long wastedBytes() {
            return bytes * (paths.size() - 1);
        }
    }

    /** What all files take that are equal to another one, but for one of each group, in bytes. */
    public long wastedBytes() {
        return groups.stream().mapToLong(Group::wastedBytes).sum();
    }

    /** How many files these are. */
    public long spareFiles() {
        return groups.stream().mapToLong(group -> group.paths().size() - 1).sum();
    }
}
