// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A row of the catalogue, as {@code rows.txt} has it.
 *
 * @param id a letter for the section, and a number
 * @param meaning what is constructed
 * @param notYet what of it cannot be tested, and why
 */
record Row(String id, String meaning, List<String> notYet) {
    private static final String NOT_YET = "not yet: ";

    Row {
        notYet = List.copyOf(notYet);
    }

    /** All rows in their order. */
    static List<Row> all() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : lines()) {
            if (line.strip().startsWith(NOT_YET)) {
                Row row = rows.removeLast();
                List<String> more = new ArrayList<>(row.notYet);
                more.add(line.strip());
                rows.add(new Row(row.id, row.meaning, more));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(new Row(line.substring(0, 3), line.substring(4), List.of()));
            }
        }
        return rows;
    }

    private static List<String> lines() throws IOException {
        try (InputStream table = Objects.requireNonNull(Row.class.getResourceAsStream("rows.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Override
    public String toString() {
        return id + " " + meaning;
    }
}
