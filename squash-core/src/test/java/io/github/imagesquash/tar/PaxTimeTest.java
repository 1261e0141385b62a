// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaxTimeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "1234567890.123456789, 1234567890, 123456789, 1234567890.123456789",
        "1.5, 1, 500000000, 1.5",
        "1.000000001, 1, 1, 1.000000001",
        "1.1234567899, 1, 123456789, 1.123456789",
        "1., 1, 0, 1",
        "1.500, 1, 500000000, 1.5",
        "-0.5, -1, 500000000, -0.5",
        "-1, -1, 0, -1",
        "-1.25, -2, 750000000, -1.25",
        "-0.0000000001, 0, 0, 0",
        "-9223372036854775808, -9223372036854775808, 0, -9223372036854775808",
        "9223372036854775807.9, 9223372036854775807, 900000000, 9223372036854775807.9",
        "-9223372036854775807.9, -9223372036854775808, 100000000, -9223372036854775807.9"
    })
    void textBecomesATimeAndTheShortestTextAgain(String text, long seconds, int nanos, String shortest)
            throws MalformedTarException {
        PaxTime time = parse(text);
        assertEquals(new PaxTime(seconds, nanos), time);
        assertEquals(shortest, time.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".5",
                "1.-5",
                "1.5.5",
                "1e9",
                " 1",
                "0x1",
                "9223372036854775808",
                "-9223372036854775808.5",
                "1.0000000000x"
            })
    void everythingElseIsRefused(String text) {
        assertThrows(MalformedTarException.class, () -> parse(text));
    }

    private static PaxTime parse(String text) throws MalformedTarException {
        return PaxTime.parse(text.getBytes(StandardCharsets.US_ASCII));
    }
}
