// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static io.github.imagesquash.cli.browse.Browsing.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.fixture.LayerBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of files: what it lists, in which order, and what keys do to it. */
class FilesViewTest {
    private static final LayerBuilder BASE = layer().dir("d/")
            .file("d/big", "1234567")
            .file("d/small", "12")
            .file("gone", "12345")
            .file("z", "123")
            .symlink("link", "z");
    private static final LayerBuilder UPPER = layer().file("d/small", "1").whiteout("gone");

    @Test
    void listsWhatAContainerSeesTheLargestFirst() {
        assertEquals(
                List.of(
                        "        8 B       2 B     1  ▸ d/",
                        "        3 B               1    z",
                        "        0 B               1    link (symlink)"),
                image(BASE, UPPER).rows());
    }

    @Test
    void opensAndClosesADirectory() {
        Browsing image = image(BASE, UPPER);
        assertEquals(
                List.of("▾ d/", "    big", "    small", "  z", "  link (symlink)"),
                image.press(Kind.RIGHT).paths());
        assertEquals(
                List.of("▸ d/", "  z", "  link (symlink)"),
                image.press(Kind.ENTER).paths());
        image.press(Kind.ENTER, Kind.DOWN, Kind.LEFT, Kind.LEFT);
        assertEquals(List.of("▸ d/", "  z", "  link (symlink)"), image.paths());
    }

    @Test
    void opensTheOnlyDirectoryByItself() {
        assertEquals(
                List.of("▾ usr/", "  ▾ lib/", "      a", "      b"),
                image(layer().file("usr/lib/a", "12").file("usr/lib/b", "1")).paths());
    }

    @Test
    void showsAllEntriesWithTheirFates() {
        assertEquals(
                List.of(
                        "       10 B       2 B     1  ▾ d/",
                        "        7 B               1      big",
                        "        2 B       2 B     1      small  overwritten by layer 2",
                        "        1 B               2      small",
                        "        5 B       5 B     1    gone  deleted by layer 2",
                        "        3 B               1    z",
                        "        0 B               1    link (symlink)"),
                image(BASE, UPPER).press(Kind.RIGHT).type("r").rows());
    }

    @Test
    void showsOnlyLostBytes() {
        assertEquals(
                List.of(
                        "        5 B       5 B     1    gone  deleted by layer 2",
                        "        2 B       2 B     1  ▾ d/",
                        "        2 B       2 B     1      small  overwritten by layer 2"),
                image(BASE, UPPER).press(Kind.RIGHT).type("rr").rows());
    }

    @Test
    void sortsByName() {
        assertEquals(
                List.of("▸ d/", "  link (symlink)", "  z"),
                image(BASE, UPPER).type("s").paths());
    }

    @Test
    void filtersWhileTypingAndOpensWhatIsFound() {
        Browsing image = image(BASE, UPPER).type("/SM");
        assertEquals(List.of("▾ d/", "    small"), image.paths());
        assertEquals(
                List.of("▾ d/", "    big", "    small"),
                image.press(Kind.BACKSPACE, Kind.BACKSPACE).type("d/").paths());
        assertEquals(
                List.of("▸ d/", "  z", "  link (symlink)"),
                image.press(Kind.ESCAPE).paths());
    }

    @Test
    void aSlashInTheFilterStandsBetweenNames() {
        Browsing image =
                image(layer().file("usr/lib/x", "1").file("usr/libexec/y", "1").file("lib/z", "1"));
        assertEquals(
                List.of("▾ usr/", "  ▸ lib/", "  ▸ libexec/"),
                image.type("/r/lib").paths());
        assertEquals(List.of("▾ usr/", "  ▾ lib/", "      x"), image.type("/X").paths());
    }

    @Test
    void limitsTheFilesToALayer() {
        Browsing image = image(BASE, UPPER).type("2").press(Kind.DOWN, Kind.ENTER);
        assertEquals(List.of("▾ d/", "    small"), image.paths());
        assertTrue(image.lines().get(1).startsWith(" layer 2: "), image.lines().get(1));
        assertEquals(
                List.of("▸ d/", "  z", "  link (symlink)"),
                image.press(Kind.ESCAPE).paths());
    }

    @Test
    void contentCountsOnceAtANameThatIsLeft() {
        Browsing image = image(layer().file("a", "12345").hardLink("b", "a").hardLink("c", "a"), layer().whiteout("a"));
        assertEquals(List.of("        5 B               1    b", "        0 B               1    c"), image.rows());
    }

    @Test
    void movesByPages() {
        LayerBuilder many = layer();
        for (int i = 0; i < 100; i++) {
            many.file("f%03d".formatted(i), "");
        }
        Browsing image = image(many);
        assertEquals("  f000", image.paths().getFirst());
        assertEquals("  f001", image.press(Kind.PAGE_DOWN).paths().getFirst());
        assertEquals("  f099", image.press(Kind.END).paths().getLast());
        assertEquals("  f000", image.press(Kind.HOME).paths().getFirst());
        assertEquals("  f098", image.type("Gk").paths().getLast());
    }
}
