// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.List;
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
        return new Texts(title, rows.stream().map(value).toList());
    }

    /** A column with a number for each row. */
    static <T> TableColumn numbers(String title, NumberFormat unit, List<T> rows, ToLongFunction<T> value) {
        return new Numbers(title, unit, rows.stream().mapToLong(value).boxed().toList());
    }

    /** A column of texts. */
    record Texts(String title, List<String> values) implements TableColumn {
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
