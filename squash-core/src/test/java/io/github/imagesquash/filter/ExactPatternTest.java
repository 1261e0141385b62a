// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that match one path. */
class ExactPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib",
                "*",
                "a?b",
                "[a]",
                "a\\b",
                "!not",
                "#comment",
                " a",
                "a ",
                "a\u3000",
                " ",
                "'\"$x",
                "**/a",
                "名前",
                "-",
                "^",
                "]",
                "a\ufffdb",
                "..."
            })
    void matchesItsPathOnly(String name) {
        ImagePath path = path(name.getBytes(StandardCharsets.UTF_8));
        ExactPattern pattern = ExactPattern.of(path);
        assertTrue(pattern.isExact(), pattern.text());
        assertTrue(pattern.matches(path), pattern.text());
        for (String other : List.of("x", "a", "ab", "usr", "usr/lib/x", "a/b", "not", "a b")) {
            assertFalse(pattern.matches(path(other.getBytes(StandardCharsets.UTF_8))) && !other.equals(name), other);
        }
        IgnoreList line = IgnoreList.parse("name", pattern.text() + "\n");
        assertFalse(line.equals(IgnoreList.EMPTY), "a line of a file, and no comment");
    }

    @Test
    void aQuestionMarkStandsForWhatCannotBeWritten() {
        for (String name : List.of("a\nb", "a\u001bb", "a\u202eb")) {
            ImagePath path = path(name.getBytes(StandardCharsets.UTF_8));
            assertEquals(new ExactPattern("/a?b", false), ExactPattern.of(path));
            assertTrue(ExactPattern.of(path).matches(path));
        }
    }

    @Test
    void eachByteThatIsNotTextIsACharacter() {
        for (byte[] name : new byte[][] {
            {'d', '/', 'a', (byte) 0xe9, 'b'},
            {'d', '/', 'a', (byte) 0xe9},
            {'d', '/', (byte) 0xe5, (byte) 0x90, '/', 'b'},
            {(byte) 0xff, (byte) 0xfe, (byte) 0xe5, (byte) 0x90, (byte) 0x8d},
            {(byte) 0xf0, (byte) 0x9f, (byte) 0x98},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80}
        }) {
            ExactPattern pattern = ExactPattern.of(path(name));
            assertFalse(pattern.isExact(), pattern.text());
            assertTrue(pattern.matches(path(name)), pattern.text());
        }
    }

    private static ImagePath path(byte[] bytes) {
        return ImagePath.clean(bytes);
    }
}
