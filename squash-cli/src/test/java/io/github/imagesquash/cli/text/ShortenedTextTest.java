// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortenedTextTest {
    private static final String PATH = "/usr/lib/python3/dist-packages/numpy/core/multiarray.so (deleted by layer 3)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RUN apt-get update && apt-get install | 20 | RUN apt-get update …
        /usr/lib/libc.so                      | 16 | /usr/lib/libc.so
        /usr/share/doc/bash/README            | 16 | /usr/sha…/README
        /usr/share/doc/a-very-long-name.txt   | 20 | /usr/…-long-name.txt
        /a/b                                  | 1  | …
        """)
    void pathsLoseTheirMiddleAndOtherTextItsEnd(String text, int width, String expected) {
        assertEquals(expected, ShortenedText.of(text, width));
    }

    @Test
    void aPathKeepsItsBeginningItsNameAndWhatIsSaidOfIt() {
        assertEquals("/usr/lib/py…/multiarray.so (deleted by layer 3)", ShortenedText.of(PATH, 47));
    }

    @Test
    void charactersOfTwoUnitsStayWhole() {
        assertEquals("a…", ShortenedText.of("a😀b", 3));
        assertEquals("/a…/b", ShortenedText.of("/a😀😀😀/b", 6));
    }

    @Test
    void aTableWithoutLimitCutsNothing() {
        TextTable table = new TextTable("size", "path");
        table.add("1 B", PATH.repeat(5));
        assertEquals(List.of("size  path", " 1 B  " + PATH.repeat(5)), table.lines(TextTable.UNLIMITED));
    }
}
