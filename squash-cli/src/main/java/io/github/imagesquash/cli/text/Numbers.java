// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers in the form that people read. */
public final class Numbers {
    private Numbers() {}

    /** A number with separators. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with a noun, in the plural if necessary. */
    public static String counted(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    /** A duration in seconds, or in minutes and seconds. */
    public static String time(Duration elapsed) {
        return elapsed.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }
}
