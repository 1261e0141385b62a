// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.write.WrittenImage;
import java.time.Duration;
import java.util.List;

/**
 * What a run has put on another base, ready to be reported.
 *
 * @param image the image on its old base
 * @param bases both bases
 * @param names what the new image is called
 * @param conflicts keys of the config that both have changed
 * @param replay the image on both bases
 * @param written the new image, as it is where it went
 */
public record RebaseOutcome(
        Image image,
        RebaseReport.Bases bases,
        ImageTags names,
        List<ConfigConflict> conflicts,
        RebaseReplay replay,
        WrittenImage written) {
    public RebaseOutcome {
        conflicts = List.copyOf(conflicts);
    }

    /** The report. */
    public RebaseReport report(boolean verified, Warnings warnings, Duration elapsed) {
        return new RebaseReport(
                image.where(),
                bases,
                names.full().stream().map(Reference::toString).toList(),
                written.documents().descriptor(),
                image.platform().toString(),
                ReportBuilder.summary(image, replay.before().layers()),
                ReportBuilder.summary(written),
                written.layers().stream()
                        .map(layer -> ReportBuilder.result(layer, true, ""))
                        .toList(),
                conflicts,
                replay.conflicts(),
                verified,
                warnings.tallies(),
                elapsed);
    }
}
