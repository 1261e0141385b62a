// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Selection;
import java.time.Duration;
import java.util.List;

/**
 * What a run has done, ready to be reported.
 *
 * @param source what was read, as the user named it
 * @param images what became of each image
 * @param warnings what concerns the source as a whole
 * @param elapsed how long it took
 */
public record SquashOutcome(String source, List<SquashedPlatforms> images, Warnings warnings, Duration elapsed) {

    /** The report on the images that were selected so. */
    public RunReport report(Selection selection) {
        return switch (selection) {
            case Selection.OneImage _ -> one(images.getFirst());
            case Selection.AllPlatforms _ -> index(images.getFirst(), warnings, elapsed);
            case Selection.AllImages all -> bundle(all.platforms() instanceof Platforms.All);
        };
    }

    private SquashReport one(SquashedPlatforms image) {
        Warnings all = new Warnings();
        all.addAll(warnings);
        all.addAll(image.platforms().getFirst().warnings());
        return reports(image).getFirst().with(all.tallies(), elapsed);
    }

    private BundleReport bundle(boolean platforms) {
        List<SquashReport> all =
                images.stream().flatMap(image -> image.reports().stream()).toList();
        return new BundleReport(
                source,
                images.stream()
                        .map(image -> platforms ? index(image) : reports(image).getFirst())
                        .toList(),
                BundleTotal.before(all),
                BundleTotal.after(all),
                warnings.tallies(),
                elapsed);
    }

    private static ImageReport index(SquashedPlatforms image) {
        Duration elapsed = image.reports().stream().map(SquashReport::elapsed).reduce(Duration.ZERO, Duration::plus);
        return index(image, new Warnings(), elapsed);
    }

    private static IndexReport index(SquashedPlatforms image, Warnings warnings, Duration elapsed) {
        List<SquashReport> reports = reports(image);
        return new IndexReport(
                reports.getFirst().source(),
                reports.getFirst().tags(),
                image.written().descriptor(),
                reports,
                warnings.tallies(),
                elapsed);
    }

    private static List<SquashReport> reports(SquashedPlatforms image) {
        List<String> names =
                image.tags().full().stream().map(Reference::toString).toList();
        return image.reports().stream().map(report -> report.withTags(names)).toList();
    }
}
