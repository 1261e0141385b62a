// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a previous image that a new one keeps. Only the contents of files decide, by these rules:
 *
 * <ol>
 * <li>A layer is not kept if less than half of it is live: it costs more than it saves.
 * <li>If there are more layers than the limit, the uppermost remaining ones are not kept, until the limit is met and
 * the next one is larger than everything that will be written: each byte is then written again only a few times,
 * however many images follow each other.
 * <li>If the dead content of the remaining layers is more than a fifth of the new image, none is kept.
 * </ol>
 *
 * @param kept the numbers of the layers that are kept, ascending
 * @param mostlyUnused the number of layers removed by the first rule
 * @param merged the number of layers removed by the second rule
 * @param unusedBytes size of the dead content in the layers that the first two rules keep
 * @param outcome the result
 */
public record ReusePlan(List<Integer> kept, int mostlyUnused, int merged, long unusedBytes, Outcome outcome) {
    /** A layer is reused if at least one byte in this many is still used. */
    private static final int MIN_LIVE_SHARE = 2;

    /** At most one byte of the image in this many may be unused content of reused layers. */
    private static final int MAX_DEAD_SHARE = 5;

    public ReusePlan {
        kept = List.copyOf(kept);
    }

    /** The result for the previous image. */
    public enum Outcome {
        /** Some of its layers are kept, and a new layer with the rest is put above them. */
        REUSED,
        /** None is kept, because too much of their content is dead. */
        MOSTLY_UNUSED,
        /** None is kept, because none has enough live content, or none can be kept. */
        NOTHING_REUSABLE
    }

    /**
     * Decides.
     *
     * @param layers the layers that can be kept, base first
     * @param imageBytes size of the content of the new image's files
     * @param unchanged whether all the layers together equal the new image, so that there is no new layer if all are
     *     kept
     * @param mostLayers the most layers of the new image, at least 1
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
