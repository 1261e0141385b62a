// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.ConfigComparison;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.compare.TreeComparison;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.plan.ReportBuilder;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.OrderedTasks;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.DiffRequest.ConfigRules;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Sources;
import io.github.imagesquash.source.Stages;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;

/**
 * Compares two images as a container would see them: merged file systems and configs, however many layers each has and
 * whatever archive holds it.
 *
 * {@snippet :
 * DiffReport report = ImageDiff.run(
 *         DiffRequest.of(new Source.Archive(Path.of("old.tar")), new Source.Archive(Path.of("new.tar"))),
 *         ProgressListener.NONE);
 * report.files().forEach(difference -> System.out.println(difference.path()));
 * }
 */
public final class ImageDiff {
    private ImageDiff() {}

    /**
     * Carries out a comparison. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return what differs; memory grows with the number of entries, not with their size
     * @throws io.github.imagesquash.message.InvalidImageException if one of the sources is not a valid image; the message
     *     names the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if a source does not have that image
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static DiffReport run(DiffRequest request, ProgressListener progress) throws IOException {
        try {
            return DeepStack.call(() -> compare(request, progress));
        } catch (ClosedByInterruptException e) {
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static DiffReport compare(DiffRequest request, ProgressListener progress) throws IOException {
        long begun = System.nanoTime();
        Stages stages = new Stages(progress);
        Warnings ofBefore = new Warnings();
        Warnings ofAfter = new Warnings();
        try (Spool spool = new Spool(request.settings().temporaryDirectory());
                ImageSource first = Sources.open(
                        request.before().source(),
                        request.before().selection().platform(),
                        spool,
                        request.settings().limits(),
                        stages,
                        ofBefore);
                ImageSource second = Sources.open(
                        request.after().source(),
                        request.after().selection().platform(),
                        spool,
                        request.settings().limits(),
                        stages,
                        ofAfter)) {
            Image before = first.select(request.before().selection());
            Image after = second.select(request.after().selection());
            List<ReplayResult> replayed = replay(request, List.of(before, after), spool, stages);
            ofBefore.addAll(replayed.getFirst().warnings());
            ofAfter.addAll(replayed.getLast().warnings());
            TreeComparison trees = new TreeComparison(replayed.getFirst(), replayed.getLast(), request.rules());
            List<PathDifference> files = stages.run(
                    ProgressListener.Stage.COMPARE,
                    trees.contentBytes(),
                    meter -> trees.differences(request.settings().threads(), meter));
            return new DiffReport(
                    side(before, replayed.getFirst(), ofBefore),
                    side(after, replayed.getLast(), ofAfter),
                    trees.paths(),
                    files,
                    config(request, before, after),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** Replays both images side by side. */
    private static List<ReplayResult> replay(DiffRequest request, List<Image> images, Spool spool, Stages stages)
            throws IOException {
        long bytes = images.stream().mapToLong(Image::storedBytes).sum();
        return stages.run(ProgressListener.Stage.READ, bytes, meter -> {
            try (OrderedTasks<ReplayResult> readers = new OrderedTasks<>(images.size())) {
                readers.submit(() -> replay(request, request.before(), images.getFirst(), spool, meter));
                readers.submit(() -> replay(request, request.after(), images.getLast(), spool, meter));
                return List.of(readers.next(), readers.next());
            }
        });
    }

    private static ReplayResult replay(
            DiffRequest request, DiffRequest.Side side, Image image, Spool spool, ByteMeter meter) throws IOException {
        return Sources.replay(
                        side.source(),
                        spool,
                        request.settings().replay(),
                        request.settings().threads())
                .replay(image, new RemainingLimits(request.settings().limits()), meter);
    }

    private static List<ConfigChange> config(DiffRequest request, Image before, Image after) throws IOException {
        return switch (request.config()) {
            case ConfigRules.Ignored() -> List.of();
            case ConfigRules.Compared(List<String> ignored) ->
                ConfigComparison.changes(before.config(), after.config(), ignored);
        };
    }

    private static DiffReport.Side side(Image image, ReplayResult replayed, Warnings warnings) {
        return new DiffReport.Side(
                image.where(),
                image.platform().toString(),
                ReportBuilder.summary(image, replayed.layers()),
                warnings.tallies());
    }
}
