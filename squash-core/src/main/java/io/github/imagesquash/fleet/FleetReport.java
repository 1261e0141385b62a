// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a plan is.
 *
 * @param images the state of each image, in the order of the plan
 * @param skipped images of the plan that cannot be squashed
 */
public record FleetReport(List<ReportedImage> images, List<SkippedImage> skipped) {
    /**
     * An image and its target.
     *
     * @param planned the image
     * @param state how far it is
     * @param layers the layers of the new image; none unless it is done
     * @param seconds how long its last run took; 0 if no results tell
     * @param reason why it failed; empty unless it did
     */
    public record ReportedImage(
            PlannedImage planned, State state, List<PlannedBlob> layers, double seconds, String reason) {
        public ReportedImage {
            layers = List.copyOf(layers);
        }

        /** The size of the new image's layers, as stored, in bytes. */
        public long after() {
            return layers.stream().mapToLong(PlannedBlob::bytes).sum();
        }
    }

    /** How far an image is. */
    public enum State {
        /** Its target is there, squashed from it with the plan's options. */
        DONE,
        /** It was not squashed yet. */
        OPEN,
        /** It failed, and another run may succeed. */
        INTERRUPTED,
        /** It failed, and would fail again. */
        FAILED
    }

    public FleetReport {
        images = List.copyOf(images);
        skipped = List.copyOf(skipped);
    }

    /** The images in one state. */
    public List<ReportedImage> in(State state) {
        return images.stream().filter(image -> image.state() == state).toList();
    }

    /** The size of the old layers of all images that are done, each layer once, in bytes. */
    public long distinctBefore() {
        return FleetPlan.distinctBytes(
                in(State.DONE).stream().map(ReportedImage::planned).toList());
    }

    /** The size of the new layers of all images that are done, each layer once, in bytes. */
    public long distinctAfter() {
        Set<PlannedBlob> layers = new HashSet<>();
        in(State.DONE).forEach(image -> layers.addAll(image.layers()));
        return layers.stream().mapToLong(PlannedBlob::bytes).sum();
    }
}
