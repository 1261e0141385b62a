// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as options and {@code SOURCE_DATE_EPOCH} give them. */
public final class Timestamps {
    /** The last second that an image's {@code created} can hold: RFC 3339 has four digits for the year. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Timestamps() {}

    /**
     * Parses seconds since 1970 or an RFC 3339 time.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static Instant parse(String text) {
        return text.matches("[0-9]+") ? parseSeconds(text) : parseDateTime(text);
    }

    /**
     * Parses seconds since 1970, the only form that {@code SOURCE_DATE_EPOCH} has.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Instant parseSeconds(String text) {
        if (text.matches("[0-9]{1,12}") && Long.parseLong(text) <= LAST_SECOND) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is not a number of seconds since 1970, at most " + LAST_SECOND);
    }

    private static Instant parseDateTime(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.getEpochSecond() >= 0 && time.getEpochSecond() <= LAST_SECOND) {
                return time;
            }
        } catch (DateTimeException e) {
            // Reported below, in the user's terms.
        }
        throw new IllegalArgumentException("\"" + text
                + "\" is not a time from 1970 to 9999; give seconds since 1970, or a time as in 2026-01-31T12:00:00Z");
    }
}
