// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.verify.Readback;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ImageWriter;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenPlans;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One written image. It does not refer to the merged tree, because there would be one for each platform.
 *
 * @param written the new image
 * @param warnings the warnings about the old one's layers
 * @param report the report, without names
 */
public record SquashedImage(WrittenImage written, Warnings warnings, SquashReport report) {

    /** The same, with the layers that the destination had before. */
    SquashedImage in(Set<Digest> held) {
        Set<String> digests = held.stream().map(Digest::toString).collect(Collectors.toSet());
        return new SquashedImage(written, warnings, report.withDestination(digests));
    }

    /** The same in Docker's media types. */
    SquashedImage inDockerFormat() throws IOException {
        WrittenImage relabelled = written.inDockerFormat(report.source());
        return new SquashedImage(
                relabelled, warnings, report.withManifest(relabelled.documents().descriptor()));
    }

    /**
     * Writes a planned image.
     *
     * @param known what was written to the same store for other images
     * @param readback reads the new layers back while they are written
     * @param begun when its merging began, by {@link System#nanoTime}
     */
    static SquashedImage of(
            ImagePlan planned,
            SquashRequest request,
            ImageStore store,
            WrittenPlans known,
            Optional<Readback> readback,
            Stages stages,
            long begun)
            throws IOException {
        MergePlan merging = planned.merging();
        ImageWriter writer = new ImageWriter(planned.draft(), merging.plans(), known, readback);
        WrittenImage written = stages.run(ProgressListener.Stage.WRITE, writer.bytes(), meter -> {
            FreeSpace.require(request, writer.leastStoredBytes());
            return writer.write(store, meter);
        });
        writer.warnOfWholeLayers(written, merging.merged().warnings());
        LostReferences.warnOfLayers(
                planned.own().source(), written, merging.merged().warnings());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        ReportBuilder reporting = new ReportBuilder(request, planned, written);
        return new SquashedImage(written, merging.merged().warnings(), reporting.report(request.verify(), elapsed));
    }
}
