// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "12345, 12.3 kB",
        "999499, 999 kB",
        "999500, 1 MB",
        "955400000, 955 MB",
        "1270000000, 1.27 GB",
        "100000000000, 100 GB",
        "9223372036854775807, 9.22 EB"
    })
    void shownWithThreeDigitsAndDecimalUnit(long bytes, String expected) {
        assertEquals(expected, ByteSizes.text(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1048576, 1048576",
        "10B, 10",
        "500MB, 500000000",
        "500 mb, 500000000",
        "64GiB, 68719476736",
        "1.5KiB, 1536",
        "2TB, 2000000000000"
    })
    void parsedWithDecimalOrBinaryUnit(String text, long expected) {
        assertEquals(expected, ByteSizes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "64G", "GiB", "1,5GB", "1e9", "99999999TiB"})
    void refusedIfDoubtfulOrOutOfRange(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSizes.parse(text));
    }
}
