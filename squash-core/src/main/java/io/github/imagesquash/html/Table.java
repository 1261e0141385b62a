// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.List;

/**
 * A table of the page besides those of files and directories. It is sorted by its first column of bytes, if it has one.
 *
 * @param title the name of its tab
 * @param columns at least one, all of the same length
 */
public record Table(String title, List<TableColumn> columns) {
    public Table {
        columns = List.copyOf(columns);
        int rows = columns.getFirst().rows();
        if (columns.stream().anyMatch(column -> column.rows() != rows)) {
            throw new IllegalArgumentException("columns of different lengths: " + title);
        }
    }
}
