// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static String line(long done, long total, long millis, int columns) {
        return ProgressLine.text("reading", done, total, Duration.ofMillis(millis), columns);
    }

    @Test
    void showsShareBytesSpeedAndTimeLeft() {
        assertEquals(
                "reading    45 % [#########           ]  572 MB of 1.27 GB, 572 MB/s, 2 s left",
                line(571_500_000, 1_270_000_000, 1000, 80));
    }

    @Test
    void showsMinutesLeft() {
        assertEquals(
                "reading    10 % [##                  ]  1 MB of 10 MB, 50 kB/s, 3 min 0 s left",
                line(1_000_000, 10_000_000, 20_000, 80));
    }

    @Test
    void showsNoTimeLeftBeforeTheFirstByteAndAtTheEnd() {
        assertEquals("reading     0 % [                    ]  0 B of 10 B, 0 B/s", line(0, 10, 0, 80));
        assertEquals("reading   100 % [####################]  10 B of 10 B, 10 B/s", line(10, 10, 1000, 80));
    }

    @Test
    void showsOnlyBytesAndSpeedWhereTheTotalIsUnknown() {
        assertEquals("reading    570 MB, 285 MB/s", line(570_000_000, -1, 2000, 80));
    }

    @Test
    void neverShowsMoreThanEverything() {
        assertEquals("reading   100 % [####################]  11 B of 10 B, 11 B/s", line(11, 10, 1000, 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 60, 79})
    void keepsWithinTheColumns(int columns) {
        assertTrue(line(571_500_000, 1_270_000_000, 1000, columns).length() <= columns);
    }
}
