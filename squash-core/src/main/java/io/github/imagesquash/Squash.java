package io.github.imagesquash;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.plan.ImageBundle;
import io.github.imagesquash.plan.ImageTemplates;
import io.github.imagesquash.plan.NamedDraft;
import io.github.imagesquash.plan.Previous;
import io.github.imagesquash.plan.SafeguardCheck;
import io.github.imagesquash.plan.SquashOutcome;
import io.github.imagesquash.plan.SquashedPlatforms;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.read.NamedImage;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.sink.EngineSink;
import io.github.imagesquash.sink.Sink;
import io.github.imagesquash.sink.Sinks;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Sources;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Squashes an image: reads it, replays its layers, and writes the merged file system as one layer.
 *
 * {@snippet :
 * SquashReport report = Squash.run(
 *         SquashRequest.of(new Source.Archive(Path.of("old.tar")), new Destination.Archive(Path.of("new.tar"))),
 *         ProgressListener.NONE);
 * System.out.println(report.before().storedBytes() + " bytes became " + report.after().storedBytes());
 * }
 *
 * There is no state between runs, and several may go on at once.
 */
public final class Squash {
    private Squash() {}

    /**
     * Carries out a request. Nothing is left behind if it fails: no output, no temporary file. To cancel it, interrupt the
     * calling thread.
     *
     * @param progress is told how the run goes on, from several threads
     * @return what was done
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names the
     *     archive, the layer and the entry
     * @throws io.github.imagesquash.verify.VerificationException if what was written is not what it should be
     * @throws RefusedException if the request's safeguards keep the result back
     * @throws io.github.imagesquash.engine.EngineException if an engine is not there, does not have the image, or refuses
     * @throws io.github.imagesquash.edit.ConfigEditException if a change of the config makes no sense for this image
     * @throws IllegalArgumentException if an engine is to get an image without a tag
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static SquashReport run(SquashRequest request, ProgressListener progress) throws IOException {
        EngineSink.requireTag(request);
        return squash(request, progress, source -> one(List.of(source.select(request.selection()))))
                .report();
    }

    /**
     * As {@link #run}, but for every platform that the image is there for. The result is an index of them, or a plain image
     * if there is only one. Other systems than Linux, platforms that are listed without being there, and attestations are
     * left out with a warning.
     *
     * @param request its selection's platform is not looked at
     * @throws IllegalArgumentException if the destination is an engine, which has room for one platform
     */
    public static IndexReport runAll(SquashRequest request, ProgressListener progress) throws IOException {
        requirePlatforms(request);
        return squash(request, progress, source -> one(source.selectAll(request.selection())))
                .indexReport();
    }

    /**
     * As {@link #run}, but for every image of the source. They keep their names, and go to one archive, layout or engine; what
     * they have in common is stored once. What is not for Linux is left out with a warning.
     *
     * @param request its selection's image is not looked at
     * @param platforms whether each image is squashed for one platform, as by {@link #run}, or for all, as by {@link #runAll}
     * @throws SeveralImagesException if there are several, and the destination holds one or the request names one
     * @throws IllegalArgumentException if an engine is to get images for all platforms
     */
    public static BundleReport runEach(SquashRequest request, Platforms platforms, ProgressListener progress)
            throws IOException {
        if (platforms == Platforms.ALL) {
            requirePlatforms(request);
        }
        return squash(request, progress, source -> source.selectEach(request.selection(), platforms))
                .bundleReport(platforms);
    }

    private static void requirePlatforms(SquashRequest request) {
        if (request.destination() instanceof Destination.Engine) {
            throw new IllegalArgumentException("an engine takes one platform");
        }
    }

    /** Which of a source's images are squashed. */
    @FunctionalInterface
    private interface Choice {
        List<NamedImage> of(ImageSource source) throws IOException;
    }

    private static List<NamedImage> one(List<Image> platforms) {
        return List.of(new NamedImage(ImageTags.of(platforms.getFirst().tags()), platforms));
    }

    private static SquashOutcome squash(SquashRequest request, ProgressListener progress, Choice choice)
            throws IOException {
        try {
            return DeepStack.call(() -> squash(request, new Stages(progress), choice));
        } catch (ClosedByInterruptException e) {
            // An interrupt closes the file that is being read or written at the moment.
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static SquashOutcome squash(SquashRequest request, Stages stages, Choice choice) throws IOException {
        long begun = System.nanoTime();
        Warnings warnings = new Warnings();
        try (Spool spool = new Spool(request.temporaryDirectory());
                Sink sink = Sinks.open(request, spool);
                ImageSource source = Sources.open(
                        request.source(), request.selection().platform(), spool, request.limits(), stages, warnings);
                Previous previous = Previous.open(request, spool, stages)) {
            SquashRequest own = Previous.afresh(request);
            List<NamedDraft> drafts = new ImageTemplates(own, spool, warnings).of(choice.of(source), source.where());
            ImageStore store = sink.store(NamedDraft.largest(drafts, previous));
            ImageBundle bundle = new ImageBundle(own, previous, spool, stages);
            List<SquashedPlatforms> images = bundle.squash(drafts, store);
            SafeguardCheck.requireSize(
                    request,
                    source.where(),
                    images.stream().map(SquashedPlatforms::reports).toList());
            WrittenImages written =
                    store.finish(images.stream().map(SquashedPlatforms::written).toList());
            bundle.verify(sink, written);
            source.requireUnchanged();
            previous.requireUnchanged();
            Set<Digest> held = sink.held(written);
            if (!request.safeguards().dryRun()) {
                sink.commit(stages, written);
            }
            Sinks.warnOfFormat(request.destination(), sink, warnings);
            List<SquashedPlatforms> there = new ArrayList<>();
            for (SquashedPlatforms image : images) {
                there.add(image.in(held).in(sink.format()));
            }
            return new SquashOutcome(source.where(), there, warnings, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
