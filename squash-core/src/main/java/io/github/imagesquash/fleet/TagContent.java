// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.time.Instant;

/** What a tag of a repository refers to. */
sealed interface TagContent {
    /**
     * An image to squash.
     *
     * @param created when it was created; {@link Instant#MIN} if that is unknown or does not matter
     */
    record ToSquash(PlannedImage image, Instant created) implements TagContent {}

    /** Something that cannot be squashed. */
    record NotToSquash(SkippedImage image) implements TagContent {}
}
