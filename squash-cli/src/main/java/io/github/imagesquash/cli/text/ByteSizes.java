// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes in the form that people write. */
public final class ByteSizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([A-Za-z]*)");
    private static final Map<String, Long> FACTORS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    private ByteSizes() {}

    /** Three significant digits and a decimal unit, as {@code docker images} shows sizes: {@code 1.27 GB}. */
    public static String text(long bytes) {
        BigDecimal value = BigDecimal.valueOf(bytes).round(THREE_DIGITS);
        int unit = 0;
        while (value.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return value.stripTrailingZeros().toPlainString() + " " + UNITS[unit];
    }

    /**
     * Parses a number with or without a unit: {@code 500MB}, {@code 1.5GiB}, {@code 1048576}.
     *
     * @return bytes, at least 1
     * @throws IllegalArgumentException saying what is expected
     */
    public static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        Long factor = size.matches() ? FACTORS.get(size.group(2).toLowerCase(Locale.ROOT)) : null;
        if (factor != null) {
            BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(factor));
            if (bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return Math.max(1, bytes.longValue());
            }
        }
        throw new IllegalArgumentException("\"" + text
                + "\" is not a size; expected bytes, or a number and a unit: kB, MB, GB, TB, KiB, MiB, GiB, TiB");
    }
}
