// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.base.BasePair;
import io.github.imagesquash.base.MergeRangeResolver;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.plan.ImageTemplates;
import io.github.imagesquash.plan.LostReferences;
import io.github.imagesquash.plan.RebaseOutcome;
import io.github.imagesquash.plan.RebaseReplay;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.MergedConfig;
import io.github.imagesquash.rebase.OnConflict;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.sink.EngineSink;
import io.github.imagesquash.sink.PendingVerification;
import io.github.imagesquash.sink.Sink;
import io.github.imagesquash.sink.Sinks;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Sources;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.verify.Readback;
import io.github.imagesquash.write.ImageCopy;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Puts an image on another base without building it again: the new base's layers, and above them the image's own, all
 * of them the same blobs; its config is merged three ways. An image is refused if its layers do not fit the new base.
 */
public final class Rebase {
    private Rebase() {}

    /**
     * Runs a request. Nothing is left behind if it fails. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the report
     * @throws io.github.imagesquash.message.InvalidImageException if a source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if a source does not have that image, the image is
     *     not built on the old base, or the new base is for another platform or lacks what a layer needs
     * @throws RefusedException if image and new base are in conflict, and the request does not resolve it
     * @throws io.github.imagesquash.verify.VerificationException if the written image is not as expected
     * @throws io.github.imagesquash.engine.EngineException if an engine is missing, does not have the image, or refuses
     *     the request
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static RebaseReport run(RebaseRequest request, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> rebase(request, progress));
    }

    private static RebaseReport rebase(RebaseRequest request, ProgressListener progress) throws IOException {
        EngineSink.requireLoadable(request);
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                Sink sink = Sinks.open(request, work.spool());
                ImageSource source =
                        work.open(request.source(), request.selector().platform(), warnings);
                ImageSource fresh = work.open(request.newBase().source(), warnings)) {
            Image image = Sources.spooled(source.select(request.selector()).annotated(Map.of()), work.spool());
            MergeRangeResolver resolver =
                    new MergeRangeResolver(work.spool(), request.settings().limits(), warnings);
            BasePair bases = BasePair.of(request, image, fresh, resolver);
            MergedConfig config = bases.config(image, request.onConflict());
            Image rebased = Sources.spooled(
                    bases.rebased(image, config.config(), request.latest()), image.layers(), work.spool());
            RebaseReplay replay = RebaseReplay.of(request, bases, image, rebased, work);
            requireFit(request, image, config.conflicts(), replay.conflicts());
            ImageTemplates.warnOfMany(rebased.layers().size(), warnings);
            warnings.addAll(replay.after().warnings());
            ImageTags names = ImageTags.of(ImageTemplates.names(request, image));
            LostReferences.warnOfNames(request, image, names, warnings);
            WrittenImages all = write(request, rebased, replay, names, sink, work);
            WrittenImage written = all.only().platforms().getFirst();
            LostReferences.warnOfLayers(image, written, warnings);
            source.requireUnchanged();
            fresh.requireUnchanged();
            Sinks.commit(request, sink, all, work.stages(), warnings);
            WrittenImage there =
                    sink.format() == ManifestFormat.DOCKER ? written.inDockerFormat(image.where()) : written;
            return new RebaseOutcome(image, bases.report(), names, config.conflicts(), replay, there)
                    .report(request.verify(), warnings, work.elapsed());
        }
    }

    private static void requireFit(
            RebaseRequest request, Image image, List<ConfigConflict> config, List<PathConflict> paths)
            throws RefusedException {
        boolean undecided = request.onConflict() == OnConflict.FAIL && !config.isEmpty();
        boolean unfit = !request.allowPathConflicts() && !paths.isEmpty();
        if (undecided || unfit) {
            throw new RefusedException(
                    image.where() + ": does not fit " + request.newBase().name() + ": "
                            + (undecided ? config.size() : 0) + " keys of the config and "
                            + (unfit ? paths.size() : 0) + " paths are in conflict",
                    new Reason.Conflicts(undecided ? config : List.of(), unfit ? paths : List.of()));
        }
    }

    private static WrittenImages write(
            RebaseRequest request, Image rebased, RebaseReplay replay, ImageTags tags, Sink sink, Workspace work)
            throws IOException {
        ImageCopy copy = new ImageCopy(rebased);
        ImageStore store = sink.store(List.of(new Tagged<>(tags, List.of(copy.largest()))));
        WrittenImage written = work.stages()
                .run(
                        ProgressListener.Stage.WRITE,
                        rebased.storedBytes(),
                        meter -> copy.write(replay.after().layers(), store, meter));
        WrittenImages all = store.finish(List.of(new Tagged<>(tags, List.of(written))));
        if (request.verify()) {
            LayerRange none = LayerRange.none(rebased);
            Readback readback = new Readback(sink.name(), replay.after().tree(), none, work.checks());
            new PendingVerification(rebased, none, rebased.config(), replay.after(), written, readback)
                    .verify(sink, request, all, true, work);
        }
        return all;
    }
}
