// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.report.Reuse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A random image grows by a random layer each night, and then loses them again. Each night it is squashed onto what became of
 * it the night before; a naive model makes the same of all of these layers, laid on each other, as of the night's own.
 */
class NightsAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(60);
    private static final Seeds AGREED = Seeds.orElse(60);

    private final Map<Reuse.Outcome, Integer> outcomes = new EnumMap<>(Reuse.Outcome.class);

    @Test
    @DisplayName("whatever stands in the layers, kept and new ones together are the model's tree, or all is refused")
    void oddLayers() {
        RandomCheck.forMost(85, ODD, RandomImage::odd, this::differences);
        assertMostlyReused(ODD);
    }

    @Test
    @DisplayName("what engines agree on is never refused, night after night")
    void agreedLayers() {
        RandomCheck.forAll(AGREED, RandomImage::agreed, this::differences);
        assertMostlyReused(AGREED);
    }

    private void assertMostlyReused(Seeds seeds) {
        assertTrue(outcomes.getOrDefault(Reuse.Outcome.REUSED, 0) > seeds.count() / 2, outcomes::toString);
    }

    private String differences(RandomImage image) {
        Nights nights = new Nights(2 + (int) (image.seed() % 3));
        StringBuilder differences = new StringBuilder();
        List<Refused> refusals = new ArrayList<>();
        int layers = image.layers().size();
        for (int night = 1; night < 2 * layers; night++) {
            int grown = Math.min(night, 2 * layers - night);
            try {
                String difference = nights.difference(image.with(image.layers().subList(0, grown)));
                differences.append(difference.isEmpty() ? "" : "night " + night + ": " + difference + "\n");
            } catch (Refused refused) {
                refusals.add(refused);
            }
        }
        nights.outcomes().forEach(reuse -> outcomes.merge(reuse.outcome(), 1, Integer::sum));
        return RandomCheck.unlessRefused(differences, refusals);
    }
}
