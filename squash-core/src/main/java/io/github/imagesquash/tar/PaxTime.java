// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.nio.charset.StandardCharsets;

/**
 * A time as PAX records write it, in decimal seconds since 1970.
 *
 * @param seconds may be negative
 * @param nanos 0 to 999,999,999, counted forward from {@code seconds}
 */
record PaxTime(long seconds, int nanos) {
    private static final int BILLION = 1_000_000_000;
    private static final int DIGITS = 9;

    /** Reads {@code -1.5} and the like; digits after the ninth are cut off, as in Go. */
    static PaxTime parse(byte[] value) throws MalformedTarException {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        int point = text.indexOf('.');
        try {
            long seconds = Long.parseLong(point < 0 ? text : text.substring(0, point));
            int nanos = point < 0 ? 0 : fraction(text, point + 1);
            return text.startsWith("-") && nanos > 0
                    ? new PaxTime(Math.subtractExact(seconds, 1), BILLION - nanos)
                    : new PaxTime(seconds, nanos);
        } catch (NumberFormatException | ArithmeticException _) {
            throw new MalformedTarException("PAX record is not a time in seconds, or out of range");
        }
    }

    /** The shortest text that parses to this time. */
    String text() {
        if (nanos == 0) {
            return Long.toString(seconds);
        }
        boolean negative = seconds < 0;
        String whole = (negative ? "-" : "") + (negative ? -(seconds + 1) : seconds);
        String fraction =
                Integer.toString(BILLION + (negative ? BILLION - nanos : nanos)).substring(1);
        int end = DIGITS;
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + fraction.substring(0, end);
    }

    private static int fraction(String text, int from) {
        int nanos = 0;
        for (int i = 0; i < Math.max(DIGITS, text.length() - from); i++) {
            char digit = from + i < text.length() ? text.charAt(from + i) : '0';
            if (digit < '0' || digit > '9') {
                throw new NumberFormatException(text);
            }
            nanos = i < DIGITS ? nanos * 10 + digit - '0' : nanos;
        }
        return nanos;
    }
}
