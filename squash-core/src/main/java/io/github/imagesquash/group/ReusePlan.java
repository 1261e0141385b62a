// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.ArrayList;
import java.util.List;

/**
 * Which layers of a previous image a new one keeps. Decided by the contents of files alone, by these rules:
 *
 * <ol>
 *   <li>A layer is not kept if less than half of it is alive: it costs more than it gives.
 *   <li>Where layers are more than are wanted, the uppermost of those left are not kept, until the limit is met and the next one
 *       is larger than all that will be written: each byte is then written again a few times at most, however many images
 *       follow each other.
 *   <li>If what is dead in the layers left is more than a fifth of the new image, none is kept.
 * </ol>
 *
 * @param kept the numbers of the layers that are kept, ascending
 * @param mostlyUnused how many layers the first rule gave up
 * @param merged how many layers the second rule gave up
 * @param unusedBytes what is dead in the layers that the first two rules left
 * @param outcome what follows
 */
public record ReusePlan(List<Integer> kept, int mostlyUnused, int merged, long unusedBytes, Outcome outcome) {
    /** A layer is reused if at least one byte in this many is still used. */
    private static final int MIN_LIVE_SHARE = 2;

    /** At most one byte of the image in this many may be unused content of reused layers. */
    private static final int MAX_DEAD_SHARE = 5;

    public ReusePlan {
        kept = List.copyOf(kept);
    }

    /** What becomes of the previous image. */
    public enum Outcome {
        /** Some of its layers are kept, and what they lack is put above them. */
        REUSED,
        /** None is kept, since too much in them is dead. */
        MOSTLY_UNUSED,
        /** None is kept, since none is worth it, or none can be. */
        NOTHING_REUSABLE
    }

    /**
     * Decides.
     *
     * @param layers the layers that can be kept, base first
     * @param imageBytes the content of the new image's files
     * @param unchanged whether all the layers together make the new image, so that there is no new layer if all are kept
     * @param mostLayers how many layers the new image may have, at least 1
     */
    public static ReusePlan of(List<ReusableLayer> layers, long imageBytes, boolean unchanged, int mostLayers) {
        List<ReusableLayer> left = new ArrayList<>(layers);
        left.removeIf(layer -> layer.bytes() > layer.alive() * MIN_LIVE_SHARE);
        int mostlyUnused = layers.size() - left.size();
        if (left.size() + (unchanged && mostlyUnused == 0 ? 0 : 1) > mostLayers) {
            mergeUppermost(left, imageBytes, mostLayers);
        }
        int merged = layers.size() - mostlyUnused - left.size();
        long dead = left.stream().mapToLong(ReusableLayer::dead).sum();
        if (left.isEmpty() || dead > imageBytes / MAX_DEAD_SHARE) {
            Outcome outcome = left.isEmpty() ? Outcome.NOTHING_REUSABLE : Outcome.MOSTLY_UNUSED;
            return new ReusePlan(List.of(), mostlyUnused, merged, dead, outcome);
        }
        List<Integer> kept = left.stream().map(ReusableLayer::number).toList();
        return new ReusePlan(kept, mostlyUnused, merged, dead, Outcome.REUSED);
    }

    private static void mergeUppermost(List<ReusableLayer> left, long imageBytes, int mostLayers) {
        long written =
                imageBytes - left.stream().mapToLong(ReusableLayer::alive).sum();
        while (!left.isEmpty()
                && (left.size() + 1 > mostLayers || left.getLast().alive() <= written)) {
            written += left.removeLast().alive();
        }
    }
}
