// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths a comparison looks at: what a pattern fits, and all below it. */
class ComparedPathsTest {
    private static boolean matches(String glob, byte[] path) {
        ComparisonRules rules = new ComparisonRules(Set.of(), List.of(Glob.parse(glob)), Instant.MAX);
        return rules.include(ImagePath.clean(path));
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
        /usr/**    | /usr         | false
        /usr/**    | /usr/a/b     | true
        /**        | /a           | true
        [a-c]      | /b/x         | true
        /a\\*      | /a*          | true
        /a\\*      | /ab          | false
        a**        | /ab          | true
        """)
    void fitsThePathOrAParent(String glob, String path, boolean expected) {
        assertEquals(expected, matches(glob, path.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesAByteThatIsNoCharacterForOne() {
        assertEquals(true, matches("/caf?", new byte[] {'c', 'a', 'f', (byte) 0xe9}));
        assertEquals(true, matches("/caf?", "café".getBytes(StandardCharsets.UTF_8)));
        assertEquals(true, matches("/café", "café".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "[a"})
    void refusesWhatNoPathCanFit(String glob) {
        assertThrows(IllegalArgumentException.class, () -> Glob.parse(glob));
    }
}
