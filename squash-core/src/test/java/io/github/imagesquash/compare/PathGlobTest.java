// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {
    private static boolean matches(String glob, byte[] path) {
        return PathGlob.parse(glob).matches(ImagePath.clean(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /etc       | /etc         | true
        etc        | /etc/a/b     | true
        /etc/      | /etc/a       | true
        /etc       | /etcetera    | false
        /etc       | /usr/etc     | false
        /etc/*.d   | /etc/a.d     | true
        /etc/*.d   | /etc/a.d/x   | true
        /etc/*.d   | /etc/.d      | true
        /etc/*.d   | /etc/a/b.d   | false
        /etc/*     | /etc         | false
        /a*b*c     | /abxbc       | true
        /a*b*c     | /abxbcd      | false
        /?         | /a           | true
        /?         | /ab          | false
        **/*.so    | /x.so        | true
        **/*.so    | /a/b/x.so    | true
        **/*.so    | /a/b/x.so.1  | false
        /usr/**/a  | /usr/a       | true
        /usr/**/a  | /usr/b/c/a/d | true
        /usr/**    | /usr         | true
        /**        | /            | true
        /          | /a           | true
        a**        | /ab          | true
        """)
    void fitsThePathOrAParent(String glob, String path, boolean expected) {
        assertEquals(expected, matches(glob, path.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void seesBytes() {
        assertEquals(true, matches("/caf?", new byte[] {'c', 'a', 'f', (byte) 0xe9}));
        assertEquals(false, matches("/caf?", "café".getBytes(StandardCharsets.UTF_8)));
        assertEquals(true, matches("/café", "café".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a/../b"})
    void refusesWhatNoPathCanFit(String glob) {
        assertThrows(IllegalArgumentException.class, () -> PathGlob.parse(glob));
    }
}
