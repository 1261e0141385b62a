// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.replay.SymlinkParents;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a random image is divided into layers, a naive model makes the same tree of them. */
class GroupedAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(200);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    @DisplayName("layers of like size, laid on each other, are the model's tree, or all is refused")
    void layersOfLikeSize(int layers) {
        RandomCheck.forMost(85, ODD, RandomImage::odd, image -> difference(image, new Grouping.IntoLayers(layers)));
    }

    private static String difference(RandomImage image, Grouping grouping) {
        Squashed squashed = Squashed.of(image, grouping);
        try {
            ModelTree expected = ModelTree.of(image.layers(), SymlinkParents.OVERLAY);
            if (squashed.isRefused()) {
                return "refused, but the model does not: " + squashed.refusal();
            }
            List<RandomLayer> layers = squashed.layers().stream()
                    .map(layer -> new RandomLayer(CanonicalTar.entries(layer)))
                    .toList();
            return RandomCheck.difference(
                    expected.listing(),
                    ModelTree.of(layers, SymlinkParents.OVERLAY).listing());
        } catch (Refused refused) {
            return squashed.differenceFrom(refused);
        }
    }
}
