package io.github.imagesquash;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.write.WrittenImages;
import java.time.Duration;
import java.util.List;

/** What a run has done, ready to be reported. */
record Squashed(
        List<SquashedImage> images, List<Reference> names, WrittenImages written, Warnings warnings, Duration elapsed) {

    /** The report on the only image. */
    SquashReport report() {
        SquashedImage image = images.getFirst();
        Warnings all = new Warnings();
        all.addAll(warnings);
        all.addAll(image.warnings());
        return named(image.report()).with(all.tallies(), elapsed);
    }

    /** The report on all platforms. */
    IndexReport indexReport() {
        List<SquashReport> reports =
                images.stream().map(image -> named(image.report())).toList();
        return new IndexReport(
                reports.getFirst().source(),
                reports.getFirst().tags(),
                written.descriptor(),
                reports,
                warnings.tallies(),
                elapsed);
    }

    private SquashReport named(SquashReport report) {
        return report.withTags(names.stream().map(Reference::toString).toList());
    }
}
