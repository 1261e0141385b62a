// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.time.Duration;

/** What became of an image of a plan. */
public sealed interface ImageOutcome {
    /** The image. */
    PlannedImage image();

    /**
     * It was squashed.
     *
     * @param before the size of its layers, as stored, in bytes
     * @param after the size of the new image's layers, as stored, in bytes
     * @param elapsed how long it took
     */
    record Done(PlannedImage image, long before, long after, Duration elapsed) implements ImageOutcome {}

    /** Its target was there, squashed from it with the same options. */
    record Unchanged(PlannedImage image) implements ImageOutcome {}

    /**
     * Its target is as it was before.
     *
     * @param cause why
     * @param mayPass whether a second attempt may succeed: the registry, the network or the disk failed, not the image
     * @param elapsed how long it took to fail
     */
    record Failed(PlannedImage image, Throwable cause, boolean mayPass, Duration elapsed) implements ImageOutcome {}
}
