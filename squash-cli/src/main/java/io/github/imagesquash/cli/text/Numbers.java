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
        return counted(number, what, what + "s");
    }

    /** A number with a noun that has a plural of its own. */
    public static String counted(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }

    /** A duration in seconds, or in minutes and seconds. */
    public static String time(Duration elapsed) {
        return elapsed.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }
}
