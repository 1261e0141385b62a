// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes images of what all engines understand alike; see {@link AgreedLayer}. */
final class AgreedImage {
    private final long seed;
    private final Dice dice;
    private final Set<String> undated = new HashSet<>();
    private boolean unpackersAgree = true;

    AgreedImage(long seed) {
        this.seed = seed;
        this.dice = new Dice(seed);
    }

    RandomImage make() {
        ModelTree tree = new ModelTree();
        List<RandomLayer> layers = new ArrayList<>();
        boolean belowFiles = dice.oneIn(3);
        int count = dice.oneIn(4) ? dice.between(1, 8) : dice.between(1, 4);
        for (int i = 0; i < count; i++) {
            Dice own = dice.split();
            AgreedLayer layer = new AgreedLayer(own, new LayerDraft(own, tree, undated), belowFiles);
            layers.add(layer.make(i == 0 ? dice.between(4, 20) : dice.between(1, 12)));
            unpackersAgree &= layer.unpackersAgree();
        }
        return new RandomImage(seed, layers, undated, unpackersAgree);
    }
}
