// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.Arrays;

/** The edit distance of two texts. */
public final class EditDistance {
    private EditDistance() {}

    /**
     * The number of letters to insert, delete or replace, or of neighbours to exchange (optimal string alignment),
     * computed row by row.
     */
    public static int between(String typed, String name) {
        int[] beforeAbove = new int[name.length() + 1];
        int[] above = new int[name.length() + 1];
        Arrays.setAll(above, column -> column);
        for (int row = 1; row <= typed.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = above[column - 1] + (typed.charAt(row - 1) == name.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
                if (areExchanged(typed, row, name, column)) {
                    current[column] = Math.min(current[column], 1 + beforeAbove[column - 2]);
                }
            }
            beforeAbove = above;
            above = current;
        }
        return above[name.length()];
    }

    private static boolean areExchanged(String typed, int row, String name, int column) {
        return row > 1
                && column > 1
                && typed.charAt(row - 1) == name.charAt(column - 2)
                && typed.charAt(row - 2) == name.charAt(column - 1);
    }
}
