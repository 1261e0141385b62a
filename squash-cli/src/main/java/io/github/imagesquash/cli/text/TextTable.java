// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in aligned columns: all are right-aligned except the last, which is shortened to the rest of the line.
 */
public final class TextTable {
    /** The width of lines that nothing shortens, for output that is not a terminal. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Begins with the columns' headings. */
    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row with one cell for each heading. */
    public void add(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + rows.getFirst().size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** The lines, none longer than {@code columns} if the right-aligned cells leave room. */
    public List<String> lines(int columns) {
        int last = rows.getFirst().size() - 1;
        int[] widths = new int[last];
        for (List<String> row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths, columns)).toList();
    }

    private static String line(List<String> row, int[] widths, int columns) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.repeat(' ', widths[i] - row.get(i).length()).append(row.get(i)).append(GAP);
        }
        return line.append(ShortenedText.of(row.getLast(), Math.max(1, columns - line.length())))
                .toString()
                .stripTrailing();
    }
}
