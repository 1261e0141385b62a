// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.ConfigComparison;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.compare.TreeComparison;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.plan.ReportBuilder;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.OrderedTasks;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.DiffRequest.ConfigRules;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import java.io.IOException;
import java.util.List;

/**
 * Compares two images as a container would see them: merged file systems and configs, with any number of layers, in any
 * kind of archive.
 *
 * {@snippet :
 * DiffReport report = ImageDiff.run( DiffRequest.of(new Source.Archive(Path.of("old.tar")), new
 * Source.Archive(Path.of("new.tar"))), ProgressListener.NONE); report.files().forEach(difference ->
 * System.out.println(difference.path())); }
 */
public final class ImageDiff {
    private ImageDiff() {}

    /**
     * Runs a comparison. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the differences; memory grows with the number of entries, not with their size
     * @throws io.github.imagesquash.message.InvalidImageException if one of the sources is not a valid image; the
     *     message names the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if a source does not have that image
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static DiffReport run(DiffRequest request, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> compare(request, progress));
    }

    private static DiffReport compare(DiffRequest request, ProgressListener progress) throws IOException {
        Warnings ofBefore = new Warnings();
        Warnings ofAfter = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                ImageSource first = open(request.before(), work, ofBefore);
                ImageSource second = open(request.after(), work, ofAfter)) {
            Image before = first.select(request.before().selection());
            Image after = second.select(request.after().selection());
            List<ReplayResult> replayed = replay(request, before, after, work);
            ofBefore.addAll(replayed.getFirst().warnings());
            ofAfter.addAll(replayed.getLast().warnings());
            TreeComparison trees = new TreeComparison(replayed.getFirst(), replayed.getLast(), request.rules());
            List<PathDifference> files = files(request, trees, work);
            List<ConfigChange> config = config(request, before, after);
            return new DiffReport(
                    side(before, replayed.getFirst(), ofBefore),
                    side(after, replayed.getLast(), ofAfter),
                    trees.paths(),
                    files,
                    config,
                    work.elapsed());
        }
    }

    private static ImageSource open(DiffRequest.Side side, Workspace work, Warnings warnings) throws IOException {
        return work.open(side.source(), side.selection().platform(), warnings);
    }

    /** Replays both images in parallel. */
    private static List<ReplayResult> replay(DiffRequest request, Image before, Image after, Workspace work)
            throws IOException {
        LayerReplay first = work.replay(request.before().source());
        LayerReplay second = work.replay(request.after().source());
        long bytes = before.storedBytes() + after.storedBytes();
        return work.stages().run(ProgressListener.Stage.READ, bytes, meter -> {
            try (OrderedTasks<ReplayResult> readers = new OrderedTasks<>(2)) {
                readers.submit(() -> first.replay(before, work.budget(), meter));
                readers.submit(() -> second.replay(after, work.budget(), meter));
                return List.of(readers.next(), readers.next());
            }
        });
    }

    private static List<PathDifference> files(DiffRequest request, TreeComparison trees, Workspace work)
            throws IOException {
        return work.stages()
                .run(
                        ProgressListener.Stage.COMPARE,
                        trees.contentBytes(),
                        meter -> trees.differences(request.settings().threads(), meter));
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
