package io.github.imagesquash;

import io.github.imagesquash.analyze.FateLedger;
import io.github.imagesquash.analyze.Secrets;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.filter.StaleToc;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.image.Budget;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.LayerReplay.Reading;
import io.github.imagesquash.replay.Replayed;
import io.github.imagesquash.replay.Replaying;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.DropPreview;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretFiles;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.write.ImageDraft;
import io.github.imagesquash.write.ImageWriter;
import io.github.imagesquash.write.LayerEncoding;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says where an image's bytes are: what each layer has, what became of it, and what squashing would give back. Nothing is
 * written.
 *
 * {@snippet :
 * AnalysisReport report = Analysis.run(AnalysisRequest.of(new Source.Archive(Path.of("old.tar"))), ProgressListener.NONE);
 * System.out.println(report.analysis().lostBytes() + " bytes are of no use");
 * }
 */
public final class Analysis {
    private Analysis() {}

    /**
     * Carries out an analysis. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress is told how the run goes on, from several threads
     * @return what was found; memory grows with the number of entries, not with their size
     * @throws io.github.imagesquash.oci.InvalidArchiveException if the source is not a valid image; the message names the
     *     archive, the layer and the entry
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static AnalysisReport run(AnalysisRequest request, ProgressListener progress) throws IOException {
        return run(request, progress, (_, _, report, _) -> report);
    }

    /** What is done with an analysis while the layers are still open. */
    @FunctionalInterface
    interface Use<T> {
        /**
         * Makes something of it.
         *
         * @param warnings those of the report; more may be added
         */
        T of(Image image, FileTree tree, AnalysisReport report, Warnings warnings) throws IOException;
    }

    /** As {@link #run(AnalysisRequest, ProgressListener)}, for what needs more than the report. */
    static <T> T run(AnalysisRequest request, ProgressListener progress, Use<T> use) throws IOException {
        try {
            return DeepStack.call(() -> analyse(request, new Stages(progress), use));
        } catch (ClosedByInterruptException e) {
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static <T> T analyse(AnalysisRequest request, Stages stages, Use<T> use) throws IOException {
        long begun = System.nanoTime();
        Warnings warnings = new Warnings();
        try (Spool spool = new Spool(request.temporaryDirectory());
                ImageSource source = Sources.open(request.source(), spool, request.limits(), stages, warnings)) {
            Image image = source.select(request.selection());
            FateLedger ledger = new FateLedger();
            Replayed replayed = replay(request, image, spool, stages, ledger);
            warnings.addAll(replayed.warnings());
            StaleToc.drop(replayed.tree(), ledger);
            Optional<Packages> packages = request.packages()
                    ? Optional.of(PackageDatabases.read(replayed.tree(), warnings))
                    : Optional.empty();
            SecretRules rules = SecretRules.builtIn();
            ConfigSecrets config = ConfigSecrets.of(image.config(), rules);
            AnalysisReport report = new AnalysisReport(
                    image.where(),
                    image.platform().toString(),
                    Reporting.summary(image, replayed.layers()),
                    request.check(),
                    ledger.analysis(replayed.layers(), config::masked),
                    new Secrets(ledger.secrets(new SecretFiles(rules, request.secrets())), config.found()),
                    squashedBytes(image, replayed.tree()),
                    request.drops() ? drops(image, replayed.tree()) : List.of(),
                    packages,
                    warnings.tallies(),
                    Duration.ofNanos(System.nanoTime() - begun));
            T result = use.of(image, replayed.tree(), report, warnings);
            source.requireUnchanged();
            return result;
        }
    }

    private static Replayed replay(AnalysisRequest request, Image image, Spool spool, Stages stages, FateLedger ledger)
            throws IOException {
        LayerReplay replay = Sources.replay(request.source(), spool, request.replay(), request.threads());
        Reading reading = request.check() ? Reading.VERIFIED : Reading.HEADERS;
        return stages.run(Sources.readingStage(request.source()), image.storedBytes(), meter -> {
            try (Replaying replaying = replay.begin(image, new Budget(request.limits()), meter, reading, ledger)) {
                return replaying.finish();
            }
        });
    }

    private static List<DropPreview> drops(Image image, FileTree tree) {
        return Rules.builtIn().preview(tree, image.config().execution()).entrySet().stream()
                .map(set -> new DropPreview(
                        set.getKey().name(),
                        set.getKey().about(),
                        set.getValue().stream().mapToLong(Removal::paths).sum(),
                        set.getValue().stream().mapToLong(Removal::bytes).sum()))
                .toList();
    }

    /** What squash would write is planned, and not written. */
    private static long squashedBytes(Image image, FileTree tree) {
        LayerEncoding plain = new LayerEncoding(Compression.NONE, Compression.NONE.defaultLevel(), 1);
        ImageDraft draft = new ImageDraft(
                image, EditedConfig.unchanged(image.config()), LayerRange.all(image), 1, false, Instant.MAX, plain);
        return new ImageWriter(draft, List.of(SingleLayer.of(tree))).bytes();
    }
}
