// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table of the page besides those of files and directories. It is sorted by its first column of bytes, if it has one.
 *
 * @param title the name of its tab
 * @param columns at least one, all of the same length
 * @param paths the files that each row opens to; empty if rows do not open
 */
public record Table(String title, List<TableColumn> columns, List<List<String>> paths) {
    /** The most files that a row opens to. */
    private static final int MOST_PATHS = 100;

    public Table {
        columns = List.copyOf(columns);
        paths = List.copyOf(paths);
        int rows = columns.getFirst().rows();
        boolean opens = !paths.isEmpty();
        if (columns.stream().anyMatch(column -> column.rows() != rows) || opens && paths.size() != rows) {
            throw new IllegalArgumentException("columns of different lengths: " + title);
        }
    }

    /** A table whose rows do not open. */
    public Table(String title, List<TableColumn> columns) {
        this(title, columns, List.of());
    }

    /** The first of these files, and how many more there are. */
    static <T> List<String> beginning(List<T> files, Function<T, String> path) {
        List<String> shown =
                new ArrayList<>(files.stream().limit(MOST_PATHS).map(path).toList());
        if (files.size() > shown.size()) {
            shown.add("and " + (files.size() - shown.size()) + " more");
        }
        return shown;
    }
}
