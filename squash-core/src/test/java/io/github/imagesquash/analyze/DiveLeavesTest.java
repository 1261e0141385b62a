// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import static io.github.imagesquash.fixture.Analysing.analyse;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.LayerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dive's efficiency, by the rules of its {@code filetree.Efficiency}, computed by hand. */
class DiveLeavesTest {
    private static DiveScore score(LayerBuilder... layers) {
        return analyse(layers).analysis().dive();
    }

    @Test
    @DisplayName("a path of one layer is not wasted")
    void single() {
        assertEquals(new DiveScore(1, 0, 2), score(layer().file("a", "1234"), layer().file("b", "12")));
    }

    @Test
    @DisplayName("a path of two layers is wasted with both its sizes, and its smallest one counts as needed")
    void overwritten() {
        assertEquals(
                new DiveScore(6.0 / 14, 10, 8),
                score(layer().file("a", "12").file("b", "1234"), layer().file("a", "12345678")));
    }

    @Test
    @DisplayName("a deleted file is wasted with its size, and nothing of it counts as needed")
    void deletedFile() {
        assertEquals(
                new DiveScore(2.0 / 6, 4, 0), score(layer().file("a", "1234").file("b", "12"), layer().whiteout("a")));
    }

    @Test
    @DisplayName("the whiteout of a directory is one path with the size of all below, which is not wasted")
    void deletedDirectory() {
        assertEquals(
                new DiveScore(1, 0, 0),
                score(layer().dir("d/").file("d/a", "1234").file("d/b", "12"), layer().whiteout("d")));
    }

    @Test
    @DisplayName("only leaves count, so a directory is a path of its own where the layer has nothing in it")
    void leaves() {
        assertEquals(
                new DiveScore(4.0 / 8, 4, 0),
                score(layer().dir("d/").file("d/a", "1234"), layer().dir("d/"), layer().whiteout("d")));
    }

    @Test
    @DisplayName("a hard link has no size of its own")
    void hardLink() {
        assertEquals(new DiveScore(1, 0, 0), score(layer().file("a", "1234").hardLink("b", "a")));
    }

    @Test
    @DisplayName("opaque whiteouts are no paths")
    void opaque() {
        assertEquals(
                new DiveScore(1, 0, 1),
                score(layer().dir("d/").file("d/a", "1234"), layer().opaque("d").file("d/b", "1")));
    }

    @Test
    @DisplayName("wasted bytes are put in relation to all layers but the first")
    void userWasted() {
        DiveScore score =
                score(layer().file("a", "1234"), layer().file("a", "1").file("b", "123456789"));
        assertEquals(0.5, score.userWastedRatio());
        assertEquals(0, score(layer().file("a", "1")).userWastedRatio());
    }
}
