// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static io.github.imagesquash.cli.browse.Browsing.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.browse.Key.Kind;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the screen shows, in any size. */
class BrowserScreenTest {
    @Test
    void showsImageListMarksAndKeys() {
        List<String> lines = image(layer().file("a", "12345").file("b", "1"), layer().whiteout("b"))
                .lines();
        assertEquals(24, lines.size());
        assertTrue(lines.get(0).matches(" old\\.tar.*  linux/amd64 +\\[1 Files] 2 Layers  3 Packages"), lines.get(0));
        assertEquals(" what a container sees, 5 B, by size", lines.get(1));
        assertEquals("       SIZE      LOST LAYER  PATH", lines.get(2));
        assertEquals("        5 B               1    a", lines.get(3));
        assertTrue(lines.get(22).startsWith(" nothing marked; squashing alone saves "), lines.get(22));
        assertEquals(" Space mark  / filter  r show  s sort  w write  Tab view  ? help  q quit", lines.get(23));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "60, 10", "59, 24", "80, 9", "1, 1", "400, 100"})
    void fillsTheScreenExactly(int columns, int height) {
        Browsing image =
                image(layer().file("a-name-that-is-long-".repeat(10), "12345").file("wide-名前", "1"));
        for (String keys : List.of("", "?", "x2", "3", "1 w")) {
            List<AttributedString> lines = image.on(columns, height).type(keys).attributed();
            assertEquals(height, lines.size(), keys);
            assertTrue(lines.stream().allMatch(line -> line.columnLength() == columns), keys + lines);
        }
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        Browsing image = image(layer().file("名".repeat(40), "1"));
        assertEquals(
                "        1 B               1    " + "名".repeat(24) + "…",
                image.rows().getFirst());
    }

    @Test
    void namesCannotControlTheTerminal() {
        Browsing image = image(layer().file("a\u001b[2J\u202eb\n", "1")).type("/\u001b");
        assertEquals(
                "        1 B               1    a\\x1b[2J\\u{202e}b\\x0a",
                image.rows().getFirst());
        assertTrue(image.lines().get(1).endsWith("/\\x1b_"), image.lines().get(1));
    }

    @Test
    void saysThatATerminalIsTooSmall() {
        assertEquals(
                List.of("This terminal has 59 columns and 24 lines.", "Make it at least 60 x 10; q quits."),
                image(layer().file("a", "1")).on(59, 24).lines().subList(0, 2));
    }

    @Test
    void theChosenRowStaysOnASmallerScreen() {
        Browsing image = image(layer().file("a", "")
                .file("b", "")
                .file("c", "")
                .file("d", "")
                .file("e", "")
                .file("f", "")
                .file("g", "")
                .file("h", ""));
        image.press(Kind.END);
        assertEquals("  h", image.on(80, 10).paths().getLast());
        assertEquals(8, image.on(80, 24).paths().size(), "no space is wasted");
    }
}
