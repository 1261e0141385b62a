// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.analyze.FateLedger;
import io.github.imagesquash.filter.StaleToc;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.plan.AnalysisAssembly;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.LayerReplay.Reading;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.slim.SlimAttempt;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;

/**
 * Finds where an image's bytes are: the content of each layer, what became of it, and what squashing would save.
 * Nothing is written.
 *
 * {@snippet :
 * AnalysisReport report = Analysis.run(AnalysisRequest.of(new Source.Archive(Path.of("old.tar"))),
 * ProgressListener.NONE); System.out.println(report.analysis().lostBytes() + " bytes are of no use"); }
 */
public final class Analysis {
    private Analysis() {}

    /**
     * Runs an analysis. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the findings; memory grows with the number of entries, not with their size
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if the source does not have that image
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static AnalysisReport run(AnalysisRequest request, ProgressListener progress) throws IOException {
        return run(request, progress, (_, _, _, report, _) -> report);
    }

    /** A function of an analysis while the layers are still open. */
    @FunctionalInterface
    interface Use<T> {
        /**
         * Computes the result.
         *
         * @param warnings the warnings of the report; more may be added
         */
        T of(Image image, FileTree tree, SlimAttempt slim, AnalysisReport report, Warnings warnings) throws IOException;
    }

    /** As {@link #run(AnalysisRequest, ProgressListener)}, for callers that need more than the report. */
    static <T> T run(AnalysisRequest request, ProgressListener progress, Use<T> use) throws IOException {
        return DeepStack.call(() -> analyse(request, progress, use));
    }

    private static <T> T analyse(AnalysisRequest request, ProgressListener progress, Use<T> use) throws IOException {
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), warnings)) {
            Image image = source.select(request.selection());
            FateLedger ledger = new FateLedger();
            ReplayResult replayed = replay(request, image, work, ledger);
            warnings.addAll(replayed.warnings());
            StaleToc.drop(replayed.tree(), 0, ledger);
            SlimAttempt slim = request.wants(Extra.SLIM)
                    ? SlimAttempt.of(replayed.tree(), image.config().execution(), image.where())
                    : SlimAttempt.NONE;
            AnalysisReport report = new AnalysisAssembly(request, image, replayed, ledger, work, slim).report(warnings);
            T result = use.of(image, replayed.tree(), slim, report, warnings);
            source.requireUnchanged();
            return result;
        }
    }

    private static ReplayResult replay(AnalysisRequest request, Image image, Workspace work, FateLedger ledger)
            throws IOException {
        LayerReplay replay = work.replay(request.source());
        Reading reading = request.check() ? Reading.VERIFIED : Reading.HEADERS;
        return work.read(request.source(), image.storedBytes(), meter -> {
            try (ReplaySession replaying = replay.begin(image, work.budget(), meter, reading, ledger)) {
                return replaying.finish();
            }
        });
    }
}
