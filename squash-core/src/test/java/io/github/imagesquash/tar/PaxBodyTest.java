// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaxBodyTest {
    @ParameterizedTest
    @CsvSource({"4, 9 k=", "5, 11 k=", "92, 98 k=", "93, 99 k=", "94, 101 k=", "992, 999 k=", "993, 1001 k="})
    void lengthOfARecordCountsItsOwnDigits(int valueLength, String beginning) {
        byte[] body = PaxBody.format(PaxRecords.of(Map.of("k", new byte[valueLength])));
        assertEquals(beginning, new String(body, 0, beginning.length(), StandardCharsets.US_ASCII));
        assertEquals(beginning.split(" ")[0], Integer.toString(body.length));
    }

    @Test
    void recordsOfEveryLengthAreReadAgain() throws MalformedTarException {
        for (int length = 0; length < 1100; length++) {
            PaxRecords records =
                    PaxRecords.of(Map.of("key", new byte[length], "SCHILY.xattr.user.\u00ff", new byte[3]));
            byte[] body = PaxBody.format(records);
            assertEquals(records, PaxRecords.of(PaxBody.parse(body)));
            assertEquals(body.length, PaxBody.size(records));
        }
    }

    @Test
    void valuesAreTakenAsTheyAre() throws MalformedTarException {
        byte[] body = "10 a=b\n=c\n".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(
                "b\n=c".getBytes(StandardCharsets.US_ASCII), PaxBody.parse(body).get("a"));
    }
}
