// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.tree.ImagePath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many paths differ, and by how many bytes.
 *
 * @param onlyA paths that only the first image has
 * @param onlyB paths that only the second image has
 * @param different the number of paths that both have, with different attributes or content
 */
record DiffStat(Paths onlyA, Paths onlyB, long different) {
    private static final int LEVELS = 2;
    private static final DiffStat NONE = new DiffStat(new Paths(0, 0), new Paths(0, 0), 0);

    /**
     * Paths of one side.
     *
     * @param count their number
     * @param bytes size of their content, in bytes
     */
    record Paths(long count, long bytes) {
        private Paths plus(long more) {
            return new Paths(count + 1, bytes + more);
        }

        /** The number, and the size if there is content. */
        String shown() {
            return Numbers.count(count) + (bytes == 0 ? "" : " (" + ByteSizes.text(bytes) + ")");
        }
    }

    static DiffStat of(Collection<PathDifference> differences) {
        DiffStat sum = NONE;
        for (PathDifference difference : differences) {
            sum = sum.plus(difference);
        }
        return sum;
    }

    /** A table with a row for each directory of the first two levels; that of the second also counts what is below it. */
    static List<String> lines(Collection<PathDifference> differences, int columns) {
        Map<ImagePath, DiffStat> directories = new TreeMap<>();
        for (PathDifference difference : differences) {
            directories.merge(directory(difference.path()), NONE.plus(difference), (sum, _) -> sum.plus(difference));
        }
        TextTable table = new TextTable("only in A", "only in B", "different", "directory");
        directories.forEach((directory, stat) -> table.add(
                cell(stat.onlyA()),
                cell(stat.onlyB()),
                stat.different() == 0 ? "-" : Numbers.count(stat.different()),
                directory.toString()));
        return directories.isEmpty() ? List.of() : table.lines(columns);
    }

    private static String cell(Paths paths) {
        return paths.count() == 0 ? "-" : paths.shown();
    }

    /** The directory at the second level, or the one that has the path if there is none. */
    private static ImagePath directory(ImagePath path) {
        ImagePath at = path.isRoot() ? path : path.parent();
        while (depth(at) > LEVELS) {
            at = at.parent();
        }
        return at;
    }

    private static int depth(ImagePath path) {
        int depth = 0;
        for (ImagePath at = path; !at.isRoot(); at = at.parent()) {
            depth++;
        }
        return depth;
    }

    private DiffStat plus(PathDifference difference) {
        return switch (difference) {
            case PathDifference.Removed removed -> new DiffStat(onlyA.plus(removed.size()), onlyB, different);
            case PathDifference.Added added -> new DiffStat(onlyA, onlyB.plus(added.size()), different);
            case PathDifference.Changed _ -> new DiffStat(onlyA, onlyB, different + 1);
        };
    }
}
