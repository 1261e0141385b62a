package io.github.imagesquash.plan;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
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

    /** The report on the only image. */
    public SquashReport report() {
        SquashedPlatforms only = images.getFirst();
        Warnings all = new Warnings();
        all.addAll(warnings);
        all.addAll(only.platforms().getFirst().warnings());
        return reports(only).getFirst().with(all.tallies(), elapsed);
    }

    /** The report on all platforms of the only image. */
    public IndexReport indexReport() {
        return index(images.getFirst(), warnings, elapsed);
    }

    /** The report on all images. */
    public BundleReport bundleReport(Platforms platforms) {
        List<SquashReport> all =
                images.stream().flatMap(image -> image.reports().stream()).toList();
        return new BundleReport(
                source,
                images.stream().map(image -> report(image, platforms)).toList(),
                BundleTotal.before(all),
                BundleTotal.after(all),
                warnings.tallies(),
                elapsed);
    }

    private static ImageReport report(SquashedPlatforms image, Platforms platforms) {
        List<SquashReport> reports = reports(image);
        return switch (platforms) {
            case ONE -> reports.getFirst();
            case ALL ->
                index(
                        image,
                        new Warnings(),
                        reports.stream().map(SquashReport::elapsed).reduce(Duration.ZERO, Duration::plus));
        };
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
