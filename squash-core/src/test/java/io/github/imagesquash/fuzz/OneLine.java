// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

/** What every message must be: a line fit for a terminal. */
public final class OneLine {
    private static final int LONGEST = 100_000;

    private OneLine() {}

    /** Fails for any other text. */
    public static void require(String message) {
        if (message.length() > LONGEST || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not a line fit for a terminal: " + message);
        }
    }
}
