// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "253402300799, 9999-12-31T23:59:59Z",
        "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.5Z",
        "2026-01-31T12:00:00-05:00, 2026-01-31T17:00:00Z"
    })
    void secondsOrDateTimeWithOffset(String text, Instant expected) {
        assertEquals(expected, Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "253402300800",
                "99999999999999999999",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "now"
            })
    void refusedOutsideOfWhatAnImageCanHold(String text) {
        assertThrows(IllegalArgumentException.class, () -> Timestamps.parse(text));
    }
}
