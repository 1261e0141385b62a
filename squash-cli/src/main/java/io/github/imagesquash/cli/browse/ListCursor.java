// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/** The chosen row of a list, and the part of the list on the screen. */
final class ListCursor {
    private int at;
    private int top;

    /** The number of the chosen row; 0 in an empty list. */
    int at() {
        return at;
    }

    /** The first row on the screen. */
    int top() {
        return top;
    }

    /** Chooses a row, or the nearest one there is. */
    void choose(long row, int rows) {
        at = (int) Math.clamp(row, 0L, Math.max(0L, rows - 1L));
    }

    /** Chooses a row relative to the present one. */
    void move(long by, int rows) {
        choose(at + by, rows);
    }

    /** Scrolls as little as possible, so that the chosen row is among {@code height} rows and no space is wasted. */
    void scroll(int rows, int height) {
        choose(at, rows);
        int shown = Math.max(1, height);
        top = Math.clamp(top, Math.max(0, at - shown + 1), at);
        top = Math.clamp(top, 0, Math.max(0, rows - shown));
    }
}
