// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.plan.ImageBundle;
import io.github.imagesquash.plan.ImageTemplates;
import io.github.imagesquash.plan.Previous;
import io.github.imagesquash.plan.SafeguardCheck;
import io.github.imagesquash.plan.SquashOutcome;
import io.github.imagesquash.plan.SquashedImages;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.sink.EngineSink;
import io.github.imagesquash.sink.Sink;
import io.github.imagesquash.sink.Sinks;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Squashes images: reads them, replays their layers, and writes each merged file system as one layer or several.
 *
 * {@snippet :
 * SquashReport report = Squash.run( SquashRequest.of(new Source.Archive(Path.of("old.tar")), new
 * Destination.Archive(Path.of("new.tar"))), ProgressListener.NONE) .only();
 * System.out.println(report.before().storedBytes() + " bytes became " + report.after().storedBytes()); }
 *
 * There is no state between runs, and several may run at once.
 */
public final class Squash {
    private Squash() {}

    /**
     * Runs a request. Nothing is left behind if it fails: no output, no temporary file. To cancel it, interrupt the
     * calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the report: a {@link io.github.imagesquash.report.SquashReport}, {@link IndexReport} or {@link
     *     BundleReport}, as the request's selection says
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if the source does not have that image, the image
     *     does not have the layers or paths that are asked for, or the destination cannot hold the result
     * @throws io.github.imagesquash.verify.VerificationException if the written image is not as expected
     * @throws RefusedException if the request's safeguards refuse the result
     * @throws SeveralImagesException if all images are selected, and the destination holds one or the request names one
     * @throws io.github.imagesquash.engine.EngineException if an engine is missing, does not have the image, or refuses
     *     the request
     * @throws io.github.imagesquash.edit.ConfigEditException if a change of the config makes no sense for this image
     * @throws IllegalArgumentException if an engine is to get an image without a tag, or one for several platforms
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static RunReport run(SquashRequest request, ProgressListener progress) throws IOException {
        EngineSink.requireLoadable(request);
        return DeepStack.call(() -> squash(request, progress));
    }

    private static RunReport squash(SquashRequest request, ProgressListener progress) throws IOException {
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                Sink sink = Sinks.open(request, work.spool());
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), warnings);
                Previous previous = Previous.open(request, work)) {
            List<Tagged<Image>> images = selected(source, request.selection()).stream()
                    .map(image -> annotated(image, request.annotations()))
                    .toList();
            List<Tagged<ImageTemplate>> drafts = new ImageTemplates(request, work, warnings).of(images, source.where());
            ImageStore store = sink.store(ImageTemplates.largest(drafts, previous));
            ImageBundle bundle = new ImageBundle(request, previous, work, sink);
            SquashedImages squashed = bundle.squash(drafts, store);
            requireIntact(work.checks(), source);
            SafeguardCheck.requireSize(request, source.where(), squashed.reports());
            WrittenImages written = store.finish(squashed.written());
            bundle.verify(written);
            source.requireUnchanged();
            previous.requireUnchanged();
            Set<Digest> held = sink.held(written);
            Sinks.commit(request, sink, written, work.stages(), warnings);
            SquashedImages there = squashed.at(held, sink.format());
            return new SquashOutcome(source.where(), there, warnings, work.elapsed()).report(request.selection());
        }
    }

    private static void requireIntact(LayerChecks checks, ImageSource source) throws IOException {
        try {
            checks.require();
        } catch (InvalidImageException e) {
            source.requireUnchanged();
            throw e;
        }
    }

    private static List<Tagged<Image>> selected(ImageSource source, Selection selection) throws IOException {
        return switch (selection) {
            case Selection.OneImage one -> List.of(named(List.of(source.select(one.selector()))));
            case Selection.AllPlatforms all -> List.of(named(source.selectAll(all.image())));
            case Selection.AllImages all -> source.selectEach(all.platforms(), all.preferences());
        };
    }

    private static Tagged<Image> annotated(Tagged<Image> image, Map<String, String> annotations) {
        return new Tagged<>(
                image.tags(),
                image.platforms().stream()
                        .map(platform -> platform.annotated(annotations))
                        .toList());
    }

    private static Tagged<Image> named(List<Image> platforms) {
        return new Tagged<>(ImageTags.of(platforms.getFirst().tags()), platforms);
    }
}
