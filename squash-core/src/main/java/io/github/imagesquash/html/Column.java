package io.github.imagesquash.html;

import java.util.List;

/** One column of a {@link Table}. */
public sealed interface Column {
    /** Its heading. */
    String title();

    /** How many rows it has. */
    int rows();

    /** A column of texts. */
    record Texts(String title, List<String> values) implements Column {
        public Texts {
            values = List.copyOf(values);
        }

        @Override
        public int rows() {
            return values.size();
        }
    }

    /** A column of numbers. */
    record Numbers(String title, Unit unit, List<Long> values) implements Column {
        public Numbers {
            values = List.copyOf(values);
        }

        @Override
        public int rows() {
            return values.size();
        }
    }
}
