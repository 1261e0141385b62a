package io.github.imagesquash;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.write.ImageDraft;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The images of a run, written one after the other into one store, and verified when all are there. */
final class Bundle {
    private final SquashRequest request;
    private final Spool spool;
    private final Stages stages;
    private final List<Unverified> unverified = new ArrayList<>();

    Bundle(SquashRequest request, Spool spool, Stages stages) {
        this.request = request;
        this.spool = spool;
        this.stages = stages;
    }

    /** Squashes the images. */
    List<SquashedImages> squash(List<NamedDraft> drafts, ImageStore store) throws IOException {
        List<SquashedImages> images = new ArrayList<>();
        for (NamedDraft draft : drafts) {
            List<SquashedImage> platforms = new ArrayList<>();
            for (ImageDraft platform : draft.platforms()) {
                platforms.add(squash(platform, store));
            }
            images.add(new SquashedImages(draft.tags(), platforms));
        }
        return images;
    }

    /** A method of its own, so that nothing holds the merged tree any more when the next one is built. */
    private SquashedImage squash(ImageDraft draft, ImageStore store) throws IOException {
        long begun = System.nanoTime();
        MergedImage merged = MergedImage.of(draft.source(), draft.merged(), request, spool, stages);
        SquashedImage image = SquashedImage.of(draft, merged, request, store, stages, begun);
        if (request.verify()) {
            unverified.add(new Unverified(
                    draft.source(), draft.merged(), draft.edited().config(), merged.merged(), image.written()));
        }
        return image;
    }

    /** Has each image read back and compared with its source, if that is asked for. */
    void verify(Output output, WrittenImages written) throws IOException {
        Set<Digest> seen = new HashSet<>();
        for (Unverified image : unverified) {
            boolean first = seen.add(image.written().manifestDigest());
            image.verify(output, request, written, first, spool, stages);
        }
    }
}
