// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One column of a {@link Table}. */
public sealed interface TableColumn {
    /** Its heading. */
    String title();

    /** The number of its rows. */
    int rows();

    /** A column with a text for each row. */
    static <T> TableColumn texts(String title, List<T> rows, Function<T, String> value) {
        return new Texts(title, Kind.TEXT, rows.stream().map(value).toList());
    }

    /** A column with the path of a file for each row, which leads to it in the treemap. */
    static <T> TableColumn paths(String title, List<T> rows, Function<T, String> value) {
        return new Texts(title, Kind.PATH, rows.stream().map(value).toList());
    }

    /** A column with a command for each row. */
    static <T> TableColumn commands(String title, List<T> rows, Function<T, String> value) {
        return new Texts(title, Kind.COMMAND, rows.stream().map(value).toList());
    }

    /** A column with a number for each row. */
    static <T> TableColumn numbers(String title, NumberFormat unit, List<T> rows, ToLongFunction<T> value) {
        return new Numbers(title, unit, rows.stream().mapToLong(value).boxed().toList());
    }

    /** What a text is, which determines how the page shows it. */
    enum Kind {
        /** Words. */
        TEXT,
        /** A path of the image. */
        PATH,
        /** Something to paste. */
        COMMAND;

        /** Its name in the page's data. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A column of texts. */
    record Texts(String title, Kind kind, List<String> values) implements TableColumn {
        public Texts {
            values = List.copyOf(values);
        }

        @Override
        public int rows() {
            return values.size();
        }
    }

    /** A column of numbers. */
    record Numbers(String title, NumberFormat unit, List<Long> values) implements TableColumn {
        public Numbers {
            values = List.copyOf(values);
        }

        @Override
        public int rows() {
            return values.size();
        }
    }
}
