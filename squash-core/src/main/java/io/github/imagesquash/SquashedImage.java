package io.github.imagesquash;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.replay.Replayed;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.verify.Expectation;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ImageDraft;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ImageWriter;
import io.github.imagesquash.write.WrittenImage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One image after its layers were merged and written.
 *
 * @param draft what was to become of the old image
 * @param merged its layers, merged
 * @param written the new image
 * @param report what became of the old one, without names
 */
record SquashedImage(ImageDraft draft, Replayed merged, WrittenImage written, SquashReport report) {

    /** Merges an image's layers and writes the result. */
    static SquashedImage of(ImageDraft draft, SquashRequest request, Spool spool, ImageStore store, Stages stages)
            throws IOException {
        long begun = System.nanoTime();
        Image image = draft.source();
        MergedImage merging = MergedImage.of(image, draft.merged(), request, spool, stages);
        ImageWriter writer = new ImageWriter(draft, merging.plans());
        WrittenImage written =
                stages.run(ProgressListener.Stage.WRITE, writer.bytes(), meter -> writer.write(store, meter));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        Reporting reporting = new Reporting(image, merging.merged(), merging.removals(), written);
        return new SquashedImage(draft, merging.merged(), written, reporting.report(request.verify(), elapsed));
    }

    /** The new image among others. */
    Selection itself() {
        return new Selection(written.manifestDigest().toString(), Selection.ONLY.platform(), Selection.ONLY.trust());
    }

    /** What should be found in the new image. */
    Expectation expectation(SquashRequest request, List<Reference> names) {
        return new Expectation(
                draft.source(),
                merged,
                draft.merged(),
                request.replay().symlinkParents(),
                request.replay().lenient(),
                names,
                request.latest());
    }

    /** Has the new image read back and compared with the old one. */
    void verify(Output output, Selection itself, Expectation expected, Spool spool, Stages stages) throws IOException {
        Verification verification = new Verification(output.name(), expected);
        stages.run(ProgressListener.Stage.VERIFY, written.storedBytes(), meter -> {
            output.verify(verification, itself, spool, meter);
            return itself;
        });
    }
}
