// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UstarNameTest {
    @Test
    void shortNamesNeedNoPrefix() {
        assertDivided("", "d/" + "n".repeat(98), "d/" + "n".repeat(98));
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "60, 60", "155, 1", "155, 100"})
    void longNamesAreDividedAtASlash(int prefix, int name) {
        String directory = "p".repeat(prefix);
        assertDivided(directory, "n".repeat(name), directory + "/" + "n".repeat(name));
    }

    @ParameterizedTest
    @CsvSource({"1, 101", "156, 1", "155, 101", "0, 100", "101, 0"})
    void namesWithoutASlashInTheRightPlaceAreIncomplete(int prefix, int name) {
        String path = "p".repeat(prefix) + "/" + "n".repeat(name);
        UstarName divided = UstarName.of(latin1(path));
        assertFalse(divided.complete());
        assertEquals("", text(divided.prefix()));
        assertEquals(path.substring(0, 100), text(divided.name()));
    }

    @Test
    void slashOfADirectoryStaysInTheName() {
        String part = "d".repeat(60);
        assertDivided(part, part + "/", part + "/" + part + "/");
    }

    @Test
    void bytesOutsideOfAsciiAreDividedAsTheyAre() {
        String part = "\u00e9".repeat(60);
        assertDivided(part, part, part + "/" + part);
    }

    private static void assertDivided(String prefix, String name, String path) {
        UstarName divided = UstarName.of(latin1(path));
        assertEquals(prefix, text(divided.prefix()));
        assertEquals(name, text(divided.name()));
        assertTrue(divided.complete());
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
