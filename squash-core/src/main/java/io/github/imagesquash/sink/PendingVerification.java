// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.verify.Expectation;
import io.github.imagesquash.verify.Expectation.Listing;
import io.github.imagesquash.verify.Readback;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.List;

/**
 * A written image, and the data to compare it with when everything is written.
 *
 * @param source the old image
 * @param range its layers that the new ones replace
 * @param config its changed config, without the layers
 * @param merged its layers, merged
 * @param written the new image
 * @param readback its layers that were already compared while they were written
 */
public record PendingVerification(
        Image source,
        LayerRange range,
        ImageConfig config,
        ReplayResult merged,
        WrittenImage written,
        Readback readback) {

    /**
     * Reads the new image back and compares it with the old one.
     *
     * @param all everything that was written in this run
     * @param first whether no equal image was verified before; equal images have the same index entries
     */
    public void verify(Sink sink, WriteRequest request, WrittenImages all, boolean first, Workspace work)
            throws IOException {
        ImageTags tags = all.tags(written.manifestDigest());
        boolean inIndex = all.first(written.manifestDigest()).platforms().size() > 1;
        Listing listing = inIndex && first
                ? Listing.IN_INDEX
                : request.destination() instanceof Destination.Dir && !inIndex ? Listing.NOWHERE : Listing.ALONE;
        boolean among = inIndex || all.images().size() > 1 || sink instanceof DirectorySink;
        ImageSelector selection = among ? itself() : ImageSelector.ONLY;
        Verification verification = new Verification(sink.name(), expectation(request, listing, tags.full()), readback);
        long bytes = written.storedBytes() - readback.bytes();
        work.stages().run(ProgressListener.Stage.VERIFY, bytes, meter -> {
            sink.verify(verification, selection, work.spool(), meter);
            return selection;
        });
    }

    private Expectation expectation(WriteRequest request, Listing listing, List<Reference> names) {
        return new Expectation(
                source,
                listing,
                config,
                merged,
                range,
                written.leftOut(),
                request.settings().replay().symlinkParents(),
                request.settings().replay().lenient(),
                names,
                request.latest());
    }

    /** The new image among others. */
    private ImageSelector itself() {
        return WantedImage.named(written.manifestDigest().toString()).on(Platform.ANY);
    }
}
