package io.github.imagesquash;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.Removals;
import io.github.imagesquash.filter.StaleToc;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.image.Budget;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.Replayed;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.verify.Expectation;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ImageDraft;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ImageWriter;
import io.github.imagesquash.write.WrittenImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One image after its layers were merged and written.
 *
 * @param source the old image
 * @param merged its layers, merged
 * @param written the new image
 * @param report what became of the old one, without names
 */
record SquashedImage(Image source, Replayed merged, WrittenImage written, SquashReport report) {

    /** Merges an image's layers and writes the result. */
    static SquashedImage of(ImageDraft draft, SquashRequest request, Spool spool, ImageStore store, Stages stages)
            throws IOException {
        long begun = System.nanoTime();
        Image image = draft.source();
        Replayed merged = replay(request, image, spool, stages);
        List<Removal> removals = removed(request, merged.tree());
        List<LayerPlan> plans = List.of(SingleLayer.of(merged.tree()));
        ImageWriter writer = new ImageWriter(draft, plans);
        WrittenImage written = stages.run(
                ProgressListener.Stage.WRITE, writer.uncompressedBytes(), meter -> writer.write(store, meter));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        Reporting reporting = new Reporting(image, merged, removals, written);
        return new SquashedImage(image, merged, written, reporting.report(request.verify(), elapsed));
    }

    /** The new image among others. */
    Selection itself() {
        return new Selection(written.manifestDigest().toString(), Selection.ONLY.platform(), Selection.ONLY.trust());
    }

    /** Has the new image read back and compared with the old one. */
    void verify(Output output, Selection itself, Expectation expected, Spool spool, Stages stages) throws IOException {
        Verification verification = new Verification(output.name(), expected);
        stages.run(ProgressListener.Stage.VERIFY, written.storedBytes(), meter -> {
            output.verify(verification, itself, spool, meter);
            return itself;
        });
    }

    /** Takes out what is not to be in the new image. */
    private static List<Removal> removed(SquashRequest request, FileTree tree) {
        List<Removal> removals = new ArrayList<>(request.keepToc() ? List.of() : StaleToc.drop(tree));
        Removals filtered = request.filter().of(tree);
        filtered.apply();
        removals.addAll(filtered.removals());
        return removals;
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
}
