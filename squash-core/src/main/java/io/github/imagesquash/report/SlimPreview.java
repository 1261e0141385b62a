// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.slim.SlimAttempt;
import java.util.List;

/**
 * What removing unneeded packages would do to an image.
 *
 * @param packages the packages that would stay and go; none if it is not possible
 * @param refusal why it is not possible, in one line; empty if it is
 */
public record SlimPreview(SlimSummary packages, String refusal) {
    /** The preview of a decision. */
    public static SlimPreview of(SlimAttempt attempt) {
        return new SlimPreview(
                attempt.decision().map(SlimSummary::of).orElse(new SlimSummary(List.of(), List.of())),
                attempt.refusal());
    }
}
