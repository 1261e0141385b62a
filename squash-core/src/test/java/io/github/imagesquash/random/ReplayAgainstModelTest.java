// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.replay.SymlinkParents;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Squash makes of random images what a naive model makes of them, and what must not matter does not. A failure tells the
 * seed and a small image that fails too.
 */
class ReplayAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(1000);
    private static final Seeds AGREED = Seeds.orElse(250);

    @ParameterizedTest
    @EnumSource
    @DisplayName("whatever stands in the layers, the tree is the model's, or both refuse it")
    void oddLayers(SymlinkParents rule) {
        RandomCheck.forMost(85, ODD, RandomImage::odd, image -> differenceFromModel(image, rule));
    }

    @Test
    @DisplayName("what engines agree on is never refused, and its tree is the model's")
    void agreedLayers() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, image -> {
            String refusal = Squashed.of(image).refusal();
            return refusal.isEmpty() ? differenceFromModel(image, SymlinkParents.OVERLAY) : refusal;
        });
    }

    @Test
    @DisplayName("squashing what was squashed changes no byte of the layer")
    void idempotent() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, image -> {
            Squashed once = Squashed.of(image);
            return difference(once, once.again());
        });
    }

    @Test
    @DisplayName("one file system gives one layer, however it was layered and in whatever order its entries stood")
    void layeringDoesNotMatter() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, image -> {
            RandomLayer flat = Flattening.flatten(ModelTree.of(image.layers()), image.seed());
            return difference(Squashed.of(image), Squashed.of(image.with(List.of(flat))));
        });
    }

    @Test
    @DisplayName("the order of entries in a layer does not matter, but for links and what they lead to")
    void orderDoesNotMatter() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, image -> {
            List<RandomLayer> shuffled = image.layers().stream()
                    .map(layer -> Flattening.shuffled(layer, image.seed()))
                    .toList();
            return difference(Squashed.of(image), Squashed.of(image.with(shuffled)));
        });
    }

    @Test
    @DisplayName("the same seed makes the same image, another seed another")
    void seeds() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, image -> {
            assertEquals(image.toString(), RandomImage.agreed(image.seed()).toString());
            assertArrayEquals(bytes(image), bytes(RandomImage.agreed(image.seed())));
            return "";
        });
        assertTrue(!RandomImage.odd(1).toString().equals(RandomImage.odd(2).toString()));
    }

    private static byte[] bytes(RandomImage image) {
        return image.layers().getFirst().builder().toBytes();
    }

    private static String differenceFromModel(RandomImage image, SymlinkParents rule) {
        Squashed squashed = Squashed.of(image, rule);
        try {
            List<String> expected = ModelTree.of(image.layers(), rule).listing();
            return squashed.isRefused()
                    ? "refused, but the model does not: " + squashed.refusal()
                    : RandomCheck.difference(expected, squashed.tree().listing());
        } catch (Refused refused) {
            return squashed.differenceFrom(refused);
        }
    }

    private static String difference(Squashed one, Squashed other) {
        if (one.isRefused() && one.refusal().equals(other.refusal())) {
            throw new Refused(one.refusal());
        }
        if (one.isRefused() || other.isRefused()) {
            return one.refusal() + "|" + other.refusal();
        }
        String trees = RandomCheck.difference(one.tree().listing(), other.tree().listing());
        boolean same = Arrays.equals(one.layer(), other.layer());
        return trees.isEmpty() && !same ? "other bytes for the same tree" : trees;
    }
}
