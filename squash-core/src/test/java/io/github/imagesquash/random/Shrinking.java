// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing image small: drops layers and entries as long as it still fails. */
final class Shrinking {
    private final Predicate<RandomImage> fails;
    private RandomImage smallest;

    private Shrinking(RandomImage image, Predicate<RandomImage> fails) {
        this.fails = fails;
        this.smallest = image;
    }

    static RandomImage shrink(RandomImage image, Predicate<RandomImage> fails) {
        Shrinking shrinking = new Shrinking(image, fails);
        for (boolean smaller = true; smaller; ) {
            smaller = shrinking.dropLayers() | shrinking.dropEntries();
        }
        return shrinking.smallest;
    }

    private boolean dropLayers() {
        boolean dropped = false;
        for (int i = smallest.layers().size() - 1; i >= 0 && smallest.layers().size() > 1; i--) {
            List<RandomLayer> fewer = new ArrayList<>(smallest.layers());
            fewer.remove(i);
            dropped |= accept(fewer);
        }
        return dropped;
    }

    private boolean dropEntries() {
        boolean dropped = false;
        for (int i = 0; i < smallest.layers().size(); i++) {
            for (int j = smallest.layers().get(i).entries().size() - 1; j >= 0; j--) {
                List<RandomLayer> fewer = new ArrayList<>(smallest.layers());
                fewer.set(i, fewer.get(i).without(j));
                dropped |= accept(fewer);
            }
        }
        return dropped;
    }

    private boolean accept(List<RandomLayer> layers) {
        RandomImage smaller = smallest.with(layers);
        boolean accepted = fails.test(smaller);
        if (accepted) {
            smallest = smaller;
        }
        return accepted;
    }
}
