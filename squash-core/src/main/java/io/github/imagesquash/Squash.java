package io.github.imagesquash;

import io.github.imagesquash.SquashRequest.Destination;
import io.github.imagesquash.SquashRequest.Encoding;
import io.github.imagesquash.SquashRequest.Source;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.StaleToc;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.image.Budget;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.Replayed;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.verify.Expectation;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ImageDraft;
import io.github.imagesquash.write.LayerEncoding;
import io.github.imagesquash.write.OciArchiveWriter;
import io.github.imagesquash.write.WrittenImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;

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
     * @throws io.github.imagesquash.oci.InvalidArchiveException if the source is not a valid image; the message names the
     *     archive, the layer and the entry
     * @throws io.github.imagesquash.verify.VerificationException if what was written is not what it should be
     * @throws io.github.imagesquash.engine.EngineException if an engine is not there, does not have the image, or refuses
     * @throws IllegalArgumentException if an engine is to get an image without a tag
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static SquashReport run(SquashRequest request, ProgressListener progress) throws IOException {
        try {
            return squash(request, progress);
        } catch (ClosedByInterruptException e) {
            // An interrupt closes the file that is being read or written at the moment.
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static SquashReport squash(SquashRequest request, ProgressListener progress) throws IOException {
        long begun = System.nanoTime();
        Stages stages = new Stages(progress);
        Warnings warnings = new Warnings();
        try (Spool spool = new Spool(request.temporaryDirectory());
                Output output = Output.open(request, spool);
                ImageSource source = open(request, spool, stages, warnings)) {
            Image image = source.select(request.selection());
            Replayed replayed = replay(request, image, spool, stages);
            List<Removal> removals = request.keepToc() ? List.of() : StaleToc.drop(replayed.tree());
            List<LayerPlan> plans = List.of(SingleLayer.of(replayed.tree()));
            List<Reference> names = names(request, image);
            OciArchiveWriter writer = new OciArchiveWriter(
                    new ImageDraft(image, names, request.latest()), plans, encoding(request, replayed));
            WrittenImage written = stages.run(
                    ProgressListener.Stage.WRITE,
                    writer.uncompressedBytes(),
                    meter -> writer.write(output.channel(), meter));
            if (request.verify()) {
                Expectation expected = new Expectation(image, replayed, names, request.latest());
                verify(request, expected, output, spool, stages);
            }
            source.requireUnchanged();
            output.commit(stages, written);
            warnings.addAll(replayed.warnings());
            return new Reporting(image, names, replayed, removals, written)
                    .report(request.verify(), warnings, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static ImageSource open(SquashRequest request, Spool spool, Stages stages, Warnings warnings)
            throws IOException {
        return stages.runIfNeeded(
                ProgressListener.Stage.SPOOL,
                meter -> Sources.open(request.source(), spool, request.limits(), meter, warnings));
    }

    /** What is pushed is named by where it is pushed to. */
    private static List<Reference> names(SquashRequest request, Image image) {
        if (request.destination() instanceof Destination.Registry registry) {
            return registry.addresses().stream()
                    .flatMap(address -> address.name().stream())
                    .toList();
        }
        return request.tags().isEmpty() ? image.tags() : request.tags();
    }

    private static Replayed replay(SquashRequest request, Image image, Spool spool, Stages stages) throws IOException {
        long bytes =
                image.layers().stream().mapToLong(layer -> layer.blob().size()).sum();
        boolean remote = request.source() instanceof Source.Registry;
        LayerReplay replay = new LayerReplay(
                spool,
                request.replay().symlinkParents(),
                request.replay().lenient(),
                Sources.readers(request.source(), request.threads()));
        return stages.run(
                remote ? ProgressListener.Stage.DOWNLOAD : ProgressListener.Stage.READ,
                bytes,
                meter -> replay.replay(image, new Budget(request.limits()), meter));
    }

    private static void verify(SquashRequest request, Expectation expected, Output output, Spool spool, Stages stages)
            throws IOException {
        stages.run(ProgressListener.Stage.VERIFY, output.channel().size(), meter -> {
            new Verification(output.name(), expected).verify(output.channel(), spool, meter);
            return expected;
        });
    }

    private static LayerEncoding encoding(SquashRequest request, Replayed replayed) {
        return switch (request.encoding()) {
            case Encoding.Chosen chosen -> new LayerEncoding(chosen.compression(), chosen.level(), request.threads());
            case Encoding.AsInput() -> {
                LayerEncoding encoding = LayerEncoding.asMostOf(
                        replayed.layers().stream().map(ReplayedLayer::layer).toList(), request.threads());
                yield switch (request.destination()) {
                    case Destination.Engine _ ->
                        new LayerEncoding(Compression.NONE, Compression.NONE.defaultLevel(), request.threads());
                    case Destination.Registry _ -> encoding.compressed();
                    case Destination.Archive _, Destination.Stream _ -> encoding;
                };
            }
        };
    }
}
