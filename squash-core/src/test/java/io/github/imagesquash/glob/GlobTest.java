// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of .dockerignore, and of Go's filepath.Match under it. */
class GlobTest {
    private static boolean fits(String glob, byte[] path) {
        return Glob.parse(glob).fits(path, path.length);
    }

    private static boolean fits(String glob, String path) {
        return fits(glob, path.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayFitBelow(String glob, String directory) {
        return Glob.parse(glob).mayFitBelow(directory.getBytes(StandardCharsets.UTF_8), directory.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        etc                | etc           | true
        /etc/              | etc           | true
        ./a//b/../c/       | a/c           | true
        /../a              | a             | true
        ../a               | a             | false
        etc                | etcetera      | false
        etc                | usr/etc       | false
        etc                | etc/a         | false
        .foo               | xfoo          | false
        a(b)c.+$           | a(b)c.+$      | true
        """)
    void literalsFitThemselves(String glob, String path, boolean expected) {
        assertEquals(expected, fits(glob, path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        *                  | a             | true
        *                  | a/b           | false
        *.go               | main.go       | true
        *.go               | cmd/main.go   | false
        */temp*            | dir/temp      | true
        */temp*            | dir/temporary.txt | true
        */temp*            | temp          | false
        */*/temp*          | a/b/temporary.txt | true
        */*/temp*          | a/temporary.txt | false
        temp?              | tempa         | true
        temp?              | temp          | false
        temp?              | temp/         | false
        a*b?c*x            | abxbbxdbxebxczzx | true
        a*b?c*x            | abxbbxdbxebxczzy | false
        a?b                | a☺b           | true
        a???b              | a☺b           | false
        """)
    void starAndQuestionMarkStayInAName(String glob, String path, boolean expected) {
        assertEquals(expected, fits(glob, path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        **                 | a/b/c         | true
        **/*.go            | main.go       | true
        **/*.go            | a/b/main.go   | true
        **/*.go            | a/b/main.c    | false
        **/dir             | dir           | true
        **/dir             | a/dir         | true
        **/dir             | a/subdir      | false
        **dir              | a/subdir      | true
        **dir*             | a/subdir      | false
        **/dir/*           | a/dir/b       | true
        **/dir/*           | a/dir/b/c     | false
        **/dir/**          | a/dir/b/c     | true
        **/dir/**          | a/dir         | false
        dir/**             | dir           | false
        dir/**             | dir/a/b       | true
        a/**/b             | a/b           | true
        a/**/b             | a/x/y/b       | true
        a/**/b             | a/xb          | false
        a**/*.txt          | a/b/c.txt     | true
        a**/*.txt          | abc/d.txt     | true
        **/**/*.txt        | a.txt         | true
        a/*.txt**          | a/b.txt/c     | true
        """)
    void doubleStarStandsForDirectories(String glob, String path, boolean expected) {
        assertEquals(expected, fits(glob, path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        a[b-d]e            | ace           | true
        a[b-d]e            | aae           | false
        a[^b-d]e           | aze           | true
        a[^b-d]e           | ace           | false
        [a-ζ]*             | αx            | true
        [\\]a]             | ]             | true
        [x\\-]             | -             | true
        a\\*b              | a*b           | true
        a\\*b              | axb           | false
        a\\\\              | a\\            | true
        """)
    void bracketsStandForOneAndBackslashForNothing(String glob, String path, boolean expected) {
        assertEquals(expected, fits(glob, path));
    }

    @Test
    void byteThatIsNoTextIsACharacter() {
        byte[] latin = {'c', 'a', 'f', (byte) 0xe9};
        assertTrue(fits("caf?", latin));
        assertTrue(fits("c[^x]f*", latin));
        assertFalse(fits("café", latin));
        assertFalse(fits("caf\ufffd", latin));
        assertFalse(fits("ca[f]\ufffd", latin));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        /                  | names no path
        a/..               | names no path
        [                  | has a [ without a ]
        a[bc               | has a [ without a ]
        []a]               | has "]" in [ ] without \\ before it
        [a-]               | has "]" in [ ] without \\ before it
        [-x]               | has "-" in [ ] without \\ before it
        [a-b-c]            | has "-" in [ ] without \\ before it
        [z-a]              | has a range that ends before it begins
        a\\                 | ends with \\
        """)
    void saysWhatIsWrong(String glob, String problem) {
        assertEquals(
                "pattern \"" + glob + "\" " + problem,
                assertThrows(IllegalArgumentException.class, () -> Glob.parse(glob))
                        .getMessage());
    }

    @Test
    void hostileNamesCostNoMore() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertFalse(fits("*a*a*a*a*a*a*a*a*b*c", "a".repeat(4000) + "c")));
    }

    @Test
    void tellsWhereItCannotFit() {
        assertTrue(mayFitBelow("usr/share/doc/**", "usr"));
        assertTrue(mayFitBelow("usr/share/doc/**", "usr/share/doc"));
        assertTrue(mayFitBelow("usr/share/doc/**", "usr/share/doc/bash"));
        assertFalse(mayFitBelow("usr/share/doc/**", "usr/lib"));
        assertFalse(mayFitBelow("usr/share", "usr/share"));
        assertFalse(mayFitBelow("usr/share", "us"));
        assertTrue(mayFitBelow("us*", "usr"));
        assertTrue(mayFitBelow("**/a", "b/c"));
    }
}
