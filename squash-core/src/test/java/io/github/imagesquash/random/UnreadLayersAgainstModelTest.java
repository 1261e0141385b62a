// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.LayerChoice;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whichever layers of a random image are merged: where the kept ones are not read, the result is the same to the last byte
 * as where they are. Every run of layers of every image is tried.
 */
class UnreadLayersAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(60);
    private static final Seeds TAME = Seeds.orElse(120);

    private final AtomicInteger spared = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    @DisplayName("whatever stands in the layers, those that are not read make no difference")
    void oddLayers(SymlinkParents rule) {
        RandomCheck.forMost(85, ODD, RandomImage::odd, image -> differences(image, rule));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of layers that seldom depend on lower ones, many are not read, and make no difference")
    void tameLayers(SymlinkParents rule) {
        RandomCheck.forMost(90, TAME, tame(), image -> differences(image, rule));
        assertTrue(TAME.count() < 100 || spared.get() > TAME.count(), () -> "spared " + spared + " times");
    }

    /** Images without whiteouts whose upper layers describe the directories that they use. */
    private static LongFunction<RandomImage> tame() {
        return seed -> TameImage.of(RandomImage.odd(seed));
    }

    private String differences(RandomImage image, SymlinkParents rule) {
        return RandomCheck.ofEachRange(
                image, range -> difference(image, rule, new LayerChoice.Between(range.first(), range.last())));
    }

    private String difference(RandomImage image, SymlinkParents rule, LayerChoice layers) {
        Squashed sparing = Squashed.of(image, rule, layers);
        Squashed reading = Squashed.readingAll(image, rule, layers, Grouping.ONE);
        if (sparing.unread() > 0) {
            spared.incrementAndGet();
        }
        if (reading.isRefused()) {
            // What is wrong with a layer that is kept unread stays as it was.
            if (sparing.isRefused() || sparing.unread() > 0) {
                throw new Refused(reading.refusal());
            }
            return "not refused, but where all is read: " + reading.refusal();
        }
        return Arrays.equals(sparing.archive(), reading.archive()) ? "" : "other bytes " + sparing.refusal();
    }
}
