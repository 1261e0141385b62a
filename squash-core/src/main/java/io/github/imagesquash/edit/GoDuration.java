// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration in Go's syntax, which Docker uses: numbers with units, such as {@code 1m30s} or {@code 1.5h}. */
final class GoDuration {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private static final Pattern PART = Pattern.compile("\\G([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_DIGITS = 40;

    private GoDuration() {}

    /**
     * Parses a duration, in nanoseconds.
     *
     * @param option the name of the option in messages
     * @throws IllegalArgumentException if it is not a duration, or longer than 292 years
     */
    static long parse(String option, String text) {
        if (text.equals("0")) {
            return 0;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text.length() <= MOST_DIGITS ? text : "");
        int end = 0;
        while (parts.find()) {
            sum = sum.add(new BigDecimal(parts.group(1))
                    .multiply(BigDecimal.valueOf(Objects.requireNonNull(NANOS.get(parts.group(2))))));
            end = parts.end();
        }
        if (end == 0 || end < text.length() || sum.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    option + "=" + text + ": a length of time is expected, such as 30s or 1m30s");
        }
        return sum.longValue();
    }
}
