// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @Test
    void namesLongerThanAnyPathAreCut() {
        assertEquals("n".repeat(4100), Printable.of("n".repeat(4100)));
        assertEquals("n".repeat(4100) + "…", Printable.of("n".repeat(1 << 20)));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("a\\x1b[2Jb\\x0a", Printable.of("a\u001b[2Jb\n"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x09, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200f,
                0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x2800, 0x3164, 0xd800, 0xdfff, 0xfe0f, 0xfeff,
                0xffa0, 0xfff9, 0x1d173, 0xe0001, 0xe0041, 0xe0100
            })
    void whatIsNotShownIsEscapedInTextAndInBytes(int codePoint) {
        String escape = codePoint < 0x80 ? String.format("\\x%02x", codePoint) : String.format("\\u{%x}", codePoint);
        String text = "a" + Character.toString(codePoint) + "b";
        assertEquals("a" + escape + "b", Printable.of(text));
        assertEquals("a" + escape + "b", Printable.line(text));
        if (Character.getType(codePoint) != Character.SURROGATE) {
            assertEquals("a" + escape + "b", Printable.of(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grün", "日本語", "عربى", "हिन्दी", "😀", "…→"})
    void wordsOfAllScriptsStay(String word) {
        assertEquals(word, Printable.of(word));
    }

    @Test
    void escapingTwiceIsEscapingOnce() {
        String once = Printable.of("a\u001b\u202e");
        assertEquals(once, Printable.of(once));
    }

    @Test
    void bytesThatAreNoTextAreEscaped() {
        assertEquals("caf\\xe9", Printable.of(new byte[] {'c', 'a', 'f', (byte) 0xe9}));
    }
}
