// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.write.WrittenImages;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run, ready for the report.
 *
 * @param source the source, as the user named it
 * @param squashed what became of each image
 * @param warnings the warnings about the source as a whole
 * @param elapsed the duration
 */
public record SquashOutcome(String source, SquashedImages squashed, Warnings warnings, Duration elapsed) {

    /** The report for a selection of images. */
    public RunReport report(Selection selection) {
        return switch (selection) {
            case Selection.OneImage _ -> one(images().getFirst());
            case Selection.AllPlatforms _ -> index(images().getFirst(), warnings, elapsed);
            case Selection.AllImages all -> bundle(all.platforms() instanceof Platforms.All);
        };
    }

    private List<Tagged<SquashedImage>> images() {
        return squashed.images();
    }

    private SquashReport one(Tagged<SquashedImage> image) {
        Warnings all = new Warnings();
        all.addAll(warnings);
        all.addAll(image.platforms().getFirst().warnings());
        return reports(image).getFirst().with(all.tallies(), elapsed);
    }

    private BundleReport bundle(boolean platforms) {
        List<SquashReport> all =
                squashed.reports().stream().flatMap(List::stream).toList();
        return new BundleReport(
                source,
                images().stream()
                        .map(image -> platforms ? index(image) : reports(image).getFirst())
                        .toList(),
                BundleTotal.before(all),
                BundleTotal.after(all),
                warnings.tallies(),
                elapsed);
    }

    private static ImageReport index(Tagged<SquashedImage> image) {
        Duration elapsed = image.platforms().stream()
                .map(platform -> platform.report().elapsed())
                .reduce(Duration.ZERO, Duration::plus);
        return index(image, new Warnings(), elapsed);
    }

    private static IndexReport index(Tagged<SquashedImage> image, Warnings warnings, Duration elapsed) {
        List<SquashReport> reports = reports(image);
        return new IndexReport(
                reports.getFirst().source(),
                reports.getFirst().tags(),
                WrittenImages.descriptor(image.map(SquashedImage::written)),
                reports,
                warnings.tallies(),
                elapsed);
    }

    private static List<SquashReport> reports(Tagged<SquashedImage> image) {
        List<String> names =
                image.tags().full().stream().map(Reference::toString).toList();
        return image.platforms().stream()
                .map(platform -> platform.report().withTags(names))
                .toList();
    }
}
