// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path goes into which layer. That plans are whole is checked in every run, see {@link PlanCheckTest}. */
class GroupingTest {
    private static final long MIB = 1 << 20;

    private static ImagePath path(String text) {
        return ImagePath.clean(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<LayerPlan.New> plans(SampleTree tree, Grouping grouping) {
        try {
            return grouping.divide(TreeDelta.all(tree.tree()), LayerLimits.MOST_LAYERS, new Warnings())
                    .layers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> layers(SampleTree tree, Grouping grouping) {
        return plans(tree, grouping).stream().map(SampleTree::told).toList();
    }

    /** Hundreds of directories of files of a few kilobytes, with some of the given sizes among them. */
    private static SampleTree manyFiles(long... large) {
        Random dice = new Random(7);
        SampleTree tree = new SampleTree();
        for (int i = 0; i < 4000; i++) {
            tree.file("d" + i % 200 + "/e/f" + i, dice.nextInt(20_000));
        }
        for (int i = 0; i < large.length; i++) {
            tree.file("d" + i * 13 % 200 + "/large" + i, large[i]);
        }
        return tree;
    }

    private static long[] sizes(SampleTree tree, Grouping grouping) {
        return plans(tree, grouping).stream().mapToLong(SampleTree::bytes).toArray();
    }

    private static void assertBalanced(long[] sizes) {
        double mean = Arrays.stream(sizes).average().orElseThrow();
        long largest = Arrays.stream(sizes).max().orElseThrow();
        assertTrue(largest <= 1.1 * mean, () -> Arrays.toString(sizes) + ", mean " + mean);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 40})
    @DisplayName("the largest layer is at most 1.1 times the mean")
    void smallFilesAreBalanced(int count) {
        long[] sizes = sizes(manyFiles(), new Grouping.IntoLayers(count));
        assertEquals(count, sizes.length);
        assertBalanced(sizes);
    }

    @Test
    @DisplayName("also where files have a good part of a layer's size, which neighbours could not balance")
    void largeFilesAreDealtOut() {
        long[] large = new long[30];
        Arrays.fill(large, 5 * MIB / 2);
        long[] sizes = sizes(manyFiles(large), new Grouping.IntoLayers(8));
        assertEquals(8, sizes.length);
        assertBalanced(sizes);
    }

    @Test
    @DisplayName("a file larger than its share is alone, and the others are balanced")
    void largeFileIsAlone() {
        long[] sizes = sizes(manyFiles(200 * MIB, 90 * MIB), new Grouping.IntoLayers(6));
        assertTrue(sizes[0] > 200 * MIB && sizes[0] < 201 * MIB && sizes[1] > 90 * MIB && sizes[1] < 91 * MIB);
        assertBalanced(Arrays.copyOfRange(sizes, 2, sizes.length));
    }

    @ParameterizedTest
    @ValueSource(longs = {2 * MIB, 5 * MIB, 30 * MIB})
    @DisplayName("no layer is above the limit but single files, and there are not more than needed")
    void limitIsKept(long limit) {
        SampleTree tree = manyFiles(7 * MIB, MIB, MIB);
        List<LayerPlan.New> plans = plans(tree, new Grouping.Within(new LayerLimits(LayerLimits.MOST_LAYERS, limit)));
        for (LayerPlan.New plan : plans) {
            assertTrue(
                    SampleTree.bytes(plan) <= limit || SampleTree.files(plan) == 1, SampleTree.bytes(plan) + " bytes");
        }
        long total = plans.stream().mapToLong(SampleTree::bytes).sum();
        assertTrue(total >= 9 * MIB, total + " bytes");
        assertTrue(plans.size() <= total / limit + 3, plans.size() + " layers");
    }

    @Test
    void limitThatNeedsTooManyLayersIsRefused() {
        Grouping grouping = new Grouping.Within(new LayerLimits(3, MIB));
        assertEquals(
                "more than 3 layers are needed for at most 1048576 bytes in each",
                assertThrows(IllegalArgumentException.class, () -> plans(manyFiles(), grouping))
                        .getMessage());
    }

    @Test
    void neighboursStayTogether() {
        assertEquals(
                List.of("a/ a/x a/y", "b/ b/x b/y", "c/ c/x c/y"),
                layers(
                        new SampleTree()
                                .file("a/x", MIB)
                                .file("b/x", MIB)
                                .file("c/x", MIB)
                                .file("a/y", MIB)
                                .file("b/y", MIB)
                                .file("c/y", MIB),
                        new Grouping.IntoLayers(3)));
    }

    @Test
    void smallTreesAreNotTornApart() {
        assertEquals(2, layers(manyFiles(), new Grouping.BySize(8)).size());
        assertEquals(List.of("a/ a/x b"), layers(new SampleTree().file("a/x", 5).file("b", 5), new Grouping.BySize(8)));
    }

    @Test
    void emptyTreeIsOneEmptyLayer() {
        assertEquals(List.of(""), layers(new SampleTree(), new Grouping.IntoLayers(5)));
    }

    @Test
    @DisplayName("H5–H7 all names of a hard-linked inode are in the layer of the first one")
    void hardLinksAreWhole() {
        assertEquals(
                List.of("c/ c/x", "a/ a/x b/ b/l=a/x"),
                layers(
                        new SampleTree().file("a/x", 5).link("b/l", "a/x").file("c/x", 5),
                        new Grouping.ByDirectory(List.of(path("a")))));
    }

    @Test
    @DisplayName("§3.11 directories on the way are in each layer, and empty ones in one")
    void directoriesOnTheWayAreRepeated() {
        assertEquals(
                List.of("./ a/ a/b/ a/b/empty/ a/x", "./ a/ a/b/ a/b/c/ a/b/c/x", "./ d/"),
                layers(
                        new SampleTree()
                                .root()
                                .file("a/b/c/x", 1)
                                .directory("a/b/empty")
                                .file("a/x", 1)
                                .directory("d"),
                        new Grouping.ByDirectory(List.of(path("a/b/c"), path("d")))));
    }

    @Test
    void innermostDirectoryCounts() {
        assertEquals(
                List.of("y", "a/ a/b/ a/b/x", "a/ a/x", "z"),
                layers(
                        new SampleTree()
                                .file("a/x", 1)
                                .file("a/b/x", 1)
                                .file("y", 1)
                                .file("z", 1),
                        new Grouping.ByDirectory(List.of(path("a/b"), path("a"), path("z")))));
    }

    @Test
    void directoryThatIsNotThereIsRefused() {
        Grouping grouping = new Grouping.ByDirectory(List.of(path("b")));
        assertEquals(
                "no content for a layer of its own at /b",
                assertThrows(IllegalArgumentException.class, () -> plans(new SampleTree().file("a", 1), grouping))
                        .getMessage());
    }

    @Test
    void sameTreeGivesTheSameLayers() {
        Grouping grouping = new Grouping.IntoLayers(7);
        assertEquals(layers(manyFiles(9 * MIB), grouping), layers(manyFiles(9 * MIB), grouping));
    }
}
