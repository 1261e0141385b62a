// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import java.util.Arrays;

/** A piece of a {@link Glob}, in characters of UTF-8. */
sealed interface GlobPart {
    /** Whether one character of a path, {@link PathCharacters}, matches this piece. */
    boolean fits(int character);

    /** A literal character. */
    record Literal(int character) implements GlobPart {
        @Override
        public boolean fits(int other) {
            return character == other;
        }
    }

    /** {@code ?}: one character of a name. */
    record OfName() implements GlobPart {
        @Override
        public boolean fits(int character) {
            return character != '/';
        }
    }

    /** {@code *}: any number of characters of a name. */
    record InName() implements GlobPart {
        @Override
        public boolean fits(int character) {
            return character != '/';
        }
    }

    /**
     * {@code **} before another piece: any number of directories, including none, with the slash after them.
     *
     * @param whole whether it was a whole component; if not, and if only literal characters follow, the text before
     *     these need not end with a slash, as in Docker's matcher
     */
    record Directories(boolean whole) implements GlobPart {
        @Override
        public boolean fits(int character) {
            return true;
        }
    }

    /** {@code **} at the end: any text. */
    record Rest() implements GlobPart {
        @Override
        public boolean fits(int character) {
            return true;
        }
    }

    /**
     * {@code [a-z]} and {@code [^a-z]}: one character of a class.
     *
     * @param negated whether the class consists of the characters that are not listed
     * @param ranges the first and the last character of each range
     */
    record OneOf(boolean negated, int[] ranges) implements GlobPart {
        @Override
        public boolean fits(int character) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] <= character && character <= ranges[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OneOf one && negated == one.negated && Arrays.equals(ranges, one.ranges);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ranges);
        }
    }
}
