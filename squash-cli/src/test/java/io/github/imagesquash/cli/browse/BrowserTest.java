// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static io.github.imagesquash.cli.browse.Browsing.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, views and prompts. */
class BrowserTest {
    private static Browsing sample() {
        return image(
                layer().dir("d/").file("d/a", "12345").file("d/b", "12").file("e", "1"),
                layer().whiteout("e").file("f", "123"));
    }

    @Test
    void marksPathsAndShowsTheSaving() {
        Browsing image = sample();
        assertTrue(image.marked().startsWith("nothing marked; squashing alone saves "), image.marked());
        image.press(Kind.RIGHT, Kind.DOWN).type(" ");
        assertTrue(image.marked().startsWith("1 path marked, dropping saves 5 B; "), image.marked());
        image.type(" ");
        assertTrue(image.marked().startsWith("2 paths marked, dropping saves 7 B; "), image.marked());
        assertEquals(List.of("/d/a", "/d/b"), image.patterns());
        image.press(Kind.HOME).type(" ");
        assertEquals(List.of("/d"), image.patterns(), "a directory instead of what is below it");
        assertEquals("x", image.rows().get(1).substring(0, 1));
        image.press(Kind.HOME).type(" ");
        assertEquals(List.of(), image.patterns());
    }

    @Test
    void whatIsBelowAMarkIsNotMarkedAgain() {
        Browsing image = sample().press(Kind.RIGHT).type("  ");
        assertEquals(List.of("/d"), image.patterns());
        assertEquals("a directory above it is marked", image.lastLine());
    }

    @Test
    void onlyWhatAContainerSeesCanBeMarked() {
        Browsing image = sample().type("r/e ").press(Kind.ENTER);
        image.press(Kind.ESCAPE).type("/e").press(Kind.ENTER).type(" ");
        assertEquals(List.of(), image.patterns());
        assertEquals("squash leaves it out anyway: no container sees it", image.lastLine());
    }

    @Test
    void aFileWithTwoNamesIsSavedOnlyIfBothAreMarked() {
        Browsing image = image(layer().file("a", "12345").hardLink("b", "a"));
        assertTrue(image.type(" ").marked().startsWith("1 path marked, dropping saves 0 B; "), image.marked());
        assertTrue(image.type(" ").marked().startsWith("2 paths marked, dropping saves 5 B; "), image.marked());
    }

    @Test
    void listsLayers() {
        List<String> rows = sample().press(Kind.TAB).rows();
        assertEquals(2, rows.size());
        assertTrue(rows.getFirst().startsWith("    1       8 B       1 B  "), rows.getFirst());
        assertTrue(rows.getLast().startsWith("    2       3 B            "), rows.getLast());
    }

    @Test
    void asksForPackagesOnceAndLimitsTheFilesToOne() {
        Browsing image = sample().type("3");
        assertTrue(image.lines().contains(" reading the image's package databases…"));
        assertTrue(image.browser().views().asksForPackages());
        assertFalse(image.browser().views().asksForPackages());
        image.withPackages(new Packages(List.of(installed("small", 2, "d/b"), installed("large", 8, "d/a", "f"))));
        assertEquals(List.of("      8 B       2  npm:large@1", "      2 B       1  npm:small@1"), image.rows());
        assertEquals(
                List.of("      2 B       1  npm:small@1"), image.type("/sma").rows());
        image.press(Kind.ESCAPE, Kind.ENTER);
        assertEquals(List.of("▾ d/", "    a", "  f"), image.paths());
        assertTrue(image.lines().get(1).startsWith(" package npm:large@1: "));
    }

    @Test
    void saysWhyPackagesCannotBeRead() {
        Browsing image = sample().type("3");
        image.browser().views().packagesFailed("disk \u001b[2J full");
        assertTrue(image.lines().contains(" disk \\x1b[2J full"), image.lines().toString());
    }

    @Test
    void writesTheMarksToAFileAndNeverOverOne(@TempDir Path directory) throws IOException {
        Path there = Files.writeString(directory.resolve("there"), "mine");
        Browsing image = sample().press(Kind.RIGHT, Kind.DOWN).type("  w");
        assertEquals("write the marks to: .squashignore_", image.lastLine());
        image.press(MarksFile.USUAL_NAME.chars().mapToObj(c -> Kind.BACKSPACE).toArray(Kind[]::new));
        image.on(200, 24).type(there.toString()).press(Kind.ENTER);
        assertEquals(there + " exists; type another name: write the marks to: " + there + "_", image.lastLine());
        image.type(".new").press(Kind.ENTER);
        assertTrue(image.lastLine().startsWith("wrote " + there + ".new"), image.lastLine());
        assertEquals("mine", Files.readString(there));
        assertEquals("/d/a\n/d/b\n", Files.readString(directory.resolve("there.new")));
    }

    @Test
    void hasNothingToWriteWithoutMarks() {
        assertEquals(
                "nothing is marked; Space marks a path to drop",
                sample().type("w").lastLine());
    }

    @Test
    void theNextKeyEndsTheHelpAndNothingElse() {
        Browsing image = sample().type("?");
        assertTrue(image.lines().get(2).startsWith(" Tab 1 2 3"), image.lines().get(2));
        assertFalse(image.type("q").browser().isDone());
        assertTrue(image.type("q").browser().isDone());
    }

    private static InstalledPackage installed(String name, long bytes, String... files) {
        return new InstalledPackage(
                new PackageId(Ecosystem.NPM, name, "1", ""),
                name,
                path("database"),
                0,
                bytes,
                List.of(files).stream()
                        .map(file -> new OwnedPath(path(file), Ownership.LISTED))
                        .toList());
    }

    private static ImagePath path(String path) {
        return ImagePath.clean(path.getBytes(StandardCharsets.UTF_8));
    }
}
