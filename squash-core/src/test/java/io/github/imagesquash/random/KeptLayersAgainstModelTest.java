// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.LayerChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whichever layers of a random image are merged: the others are the same bytes, and a naive model makes the same of all of
 * them, laid on each other, as of the old ones. Every run of layers of every image is tried.
 */
class KeptLayersAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(60);
    private static final Seeds AGREED = Seeds.orElse(40);
    private static final Seeds DIVIDED = Seeds.orElse(40);

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "whatever stands in the layers, those that are kept and the new one are the model's tree, or all is refused")
    void oddLayers(SymlinkParents rule) {
        RandomCheck.forMost(85, ODD, RandomImage::odd, image -> differences(image, rule, Grouping.ONE));
    }

    @Test
    @DisplayName("what engines agree on is never refused, and its layers are the model's tree")
    void agreedLayers() {
        RandomCheck.forAll(
                AGREED, RandomImage::agreed, image -> differences(image, SymlinkParents.OVERLAY, Grouping.ONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    @DisplayName("neither is there a difference where what is merged is divided into several layers")
    void dividedLayers(int count) {
        Grouping grouping = new Grouping.IntoLayers(count);
        RandomCheck.forMost(
                90, DIVIDED, RandomImage::odd, image -> differences(image, SymlinkParents.OVERLAY, grouping));
    }

    private static String differences(RandomImage image, SymlinkParents rule, Grouping grouping) {
        return RandomCheck.ofEachRange(image, range -> difference(image, rule, grouping, range));
    }

    private static String difference(RandomImage image, SymlinkParents rule, Grouping grouping, LayerRange range) {
        LayerChoice choice = new LayerChoice.Between(range.first(), range.last());
        Squashed squashed = Squashed.readingAll(image, rule, choice, grouping);
        try {
            ModelTree expected = ModelTree.of(image.layers(), rule);
            if (squashed.isRefused()) {
                return "refused, but the model does not: " + squashed.refusal();
            }
            List<RandomLayer> old = image.layers();
            List<RandomLayer> layers = new ArrayList<>(old.subList(0, range.below()));
            ModelTree lower = ModelTree.of(layers, rule);
            List<RandomLayer> added = added(image, squashed.layers(), range).stream()
                    .map(layer -> new RandomLayer(CanonicalTar.entries(layer)))
                    .toList();
            layers.addAll(added);
            layers.addAll(old.subList(range.last(), old.size()));
            ModelTree merged = ModelTree.of(old.subList(0, range.last()), rule);
            return added.stream().map(layer -> needless(layer, lower, merged)).collect(Collectors.joining())
                    + keptBytes(image, squashed, range)
                    + RandomCheck.difference(
                            expected.listing(), ModelTree.of(layers, rule).listing());
        } catch (Refused refused) {
            return squashed.differenceFrom(refused);
        }
    }

    /** The new ones among a result's layers, as a view. */
    private static List<byte[]> added(RandomImage image, List<byte[]> layers, LayerRange range) {
        int above = image.layers().size() - range.last();
        return layers.subList(range.below(), layers.size() - above);
    }

    /** A whiteout is for a name that the lower layers have and the merged ones do not, in a directory that both have. */
    private static String needless(RandomLayer added, ModelTree lower, ModelTree merged) {
        StringBuilder needless = new StringBuilder();
        for (LayerEntry entry : added.entries()) {
            String name = ModelTree.last(entry.name());
            if (name.startsWith(".wh.")) {
                String directory = ModelTree.parent(entry.name());
                String hidden = ModelTree.join(directory, name.substring(".wh.".length()));
                boolean needed = lower.find(hidden).isPresent()
                        && merged.find(hidden).isEmpty()
                        && merged.isDirectory(directory);
                needless.append(needed ? "" : "needless whiteout: " + entry.name() + "\n");
            }
        }
        return needless.toString();
    }

    private static String keptBytes(RandomImage image, Squashed squashed, LayerRange range) {
        List<byte[]> expected = new ArrayList<>(
                image.builder("app:1").layers().stream().map(StoredTar::stored).toList());
        expected.subList(range.below(), range.last()).clear();
        List<byte[]> found = new ArrayList<>(squashed.layers());
        added(image, found, range).clear();
        return Arrays.deepEquals(expected.toArray(), found.toArray()) ? "" : "other bytes in a kept layer\n";
    }
}
