// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.advise.Actions;
import io.github.imagesquash.advise.CheckContext;
import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.advise.OsRelease;
import io.github.imagesquash.message.Warnings;
import java.util.List;

/**
 * Advice on an image.
 *
 * @param source the source, as the user named it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param image its figures
 * @param os its distribution
 * @param inputs the other inputs
 * @param actions what squash can do for it, the best first
 * @param answers one for each of the ten checks, in their order
 * @param warnings the warnings, each kind once
 */
public record AdviceReport(
        String source,
        String platform,
        ImageSummary image,
        OsRelease os,
        CheckContext.Inputs inputs,
        Actions actions,
        List<CheckResult> answers,
        List<Warnings.Tally> warnings) {
    public AdviceReport {
        answers = List.copyOf(answers);
        warnings = List.copyOf(warnings);
    }
}
