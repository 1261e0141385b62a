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
 * @param hollow how many layers the first rule gave up
 * @param merged how many layers the second rule gave up
 * @param deadBytes what is dead in the layers that the first two rules left
 * @param outcome what follows
 */
public record ReusePlan(List<Integer> kept, int hollow, int merged, long deadBytes, Outcome outcome) {
    /** A layer needs one alive byte in so many. */
    private static final int ALIVE = 2;

    /** There may be one dead byte for so many of the image. */
    private static final int DEAD = 5;

    public ReusePlan {
        kept = List.copyOf(kept);
    }

    /** What becomes of the previous image. */
    public enum Outcome {
        /** Some of its layers are kept, and what they lack is put above them. */
        REUSED,
        /** None is kept, since too much in them is dead. */
        MOSTLY_DEAD,
        /** None is kept, since none is worth it, or none can be. */
        NOTHING_LEFT
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
        left.removeIf(layer -> layer.bytes() > layer.alive() * ALIVE);
        int hollow = layers.size() - left.size();
        if (left.size() + (unchanged && hollow == 0 ? 0 : 1) > mostLayers) {
            mergeUppermost(left, imageBytes, mostLayers);
        }
        int merged = layers.size() - hollow - left.size();
        long dead = left.stream().mapToLong(ReusableLayer::dead).sum();
        if (left.isEmpty() || dead > imageBytes / DEAD) {
            Outcome outcome = left.isEmpty() ? Outcome.NOTHING_LEFT : Outcome.MOSTLY_DEAD;
            return new ReusePlan(List.of(), hollow, merged, dead, outcome);
        }
        List<Integer> kept = left.stream().map(ReusableLayer::number).toList();
        return new ReusePlan(kept, hollow, merged, dead, Outcome.REUSED);
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
