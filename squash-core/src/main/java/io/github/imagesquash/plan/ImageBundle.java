// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.SharedLayers;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.sink.PendingVerification;
import io.github.imagesquash.sink.Sink;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.verify.Readback;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.WrittenImages;
import io.github.imagesquash.write.WrittenPlans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The images of a run, written one after the other into one store, and verified when all are there. Each is squashed
 * separately, or all together, so that common files are in shared layers.
 */
public final class ImageBundle {
    private final SquashRequest request;
    private final Previous previous;
    private final Workspace work;
    private final Sink sink;
    private final List<PendingVerification> unverified = new ArrayList<>();

    public ImageBundle(SquashRequest request, Previous previous, Workspace work, Sink sink) {
        this.request = request;
        this.previous = previous;
        this.work = work;
        this.sink = sink;
    }

    /** Plans the new layers of an image. */
    @FunctionalInterface
    private interface Squashing {
        public SquashedImage squash(ImageTemplate draft) throws IOException;
    }

    /** Whether images would be squashed together: several images without options for their layers. */
    static boolean isTogether(SquashRequest request, int images) {
        return images > 1
                && request.grouping().equals(GroupingChoice.ONE)
                && request.layers().equals(new LayerChoice.All());
    }

    /**
     * Squashes the images. Their trees are kept for the verification, so the limits for one image apply to all
     * together; otherwise a small archive could list one layer ten thousand times.
     */
    public SquashedImages squash(List<Tagged<ImageTemplate>> drafts, ImageStore store) throws IOException {
        RemainingLimits all = work.budget();
        if (isTogether(request, drafts.size())) {
            return squash(drafts, together(drafts, all, store));
        }
        boolean several = drafts.size() > 1;
        return squash(drafts, draft -> alone(draft, several ? all : work.budget(), store));
    }

    private static SquashedImages squash(List<Tagged<ImageTemplate>> drafts, Squashing squashing) throws IOException {
        List<Tagged<SquashedImage>> images = new ArrayList<>();
        for (Tagged<ImageTemplate> draft : drafts) {
            List<SquashedImage> platforms = new ArrayList<>();
            for (ImageTemplate platform : draft.platforms()) {
                platforms.add(squashing.squash(platform));
            }
            images.add(new Tagged<>(draft.tags(), platforms));
        }
        return new SquashedImages(images);
    }

    /** A method of its own, so that the merged tree is no longer referenced when the next one is built. */
    private SquashedImage alone(ImageTemplate draft, RemainingLimits budget, ImageStore store) throws IOException {
        long begun = System.nanoTime();
        return write(draft, merged(draft, budget), store, new WrittenPlans(), begun);
    }

    private MergePlan merged(ImageTemplate draft, RemainingLimits budget) throws IOException {
        return new LayerMerge(request, draft.source(), draft.merged()).run(budget, work);
    }

    /** All are merged before the first is written, because the common files are known only then. */
    private Squashing together(List<Tagged<ImageTemplate>> drafts, RemainingLimits budget, ImageStore store)
            throws IOException {
        List<Merged> merged = new ArrayList<>();
        for (Tagged<ImageTemplate> named : drafts) {
            for (ImageTemplate draft : named.platforms()) {
                long begun = System.nanoTime();
                MergePlan image = merged(draft, budget);
                merged.add(new Merged(image, System.nanoTime() - begun));
            }
        }
        List<ReplayResult> trees =
                merged.stream().map(one -> one.image().merged()).toList();
        Iterator<List<LayerPlan.New>> plans = work.stages()
                .runIfNeeded(
                        ProgressListener.Stage.COMPARE,
                        meter -> SharedLayers.of(trees, request.settings().threads(), meter))
                .iterator();
        Iterator<Merged> images = merged.iterator();
        WrittenPlans known = new WrittenPlans();
        return draft -> {
            Merged next = images.next();
            long begun = System.nanoTime() - next.nanos();
            return write(draft, next.image().divided(plans.next()), store, known, begun);
        };
    }

    /** An image that waits for the others, and the duration of its merging. */
    private record Merged(MergePlan image, long nanos) {}

    private SquashedImage write(ImageTemplate draft, MergePlan merged, ImageStore store, WrittenPlans known, long begun)
            throws IOException {
        ImagePlan planned = previous.plan(draft, merged);
        Optional<Readback> readback =
                request.verify() ? Optional.of(planned.readback(sink.name(), work.checks())) : Optional.empty();
        SquashedImage image = SquashedImage.of(planned, request, store, known, readback, work.stages(), begun);
        readback.ifPresent(layers -> unverified.add(planned.unverified(image.written(), layers)));
        return image;
    }

    /** Compares each complete image with its source, if requested. */
    public void verify(WrittenImages written) throws IOException {
        Set<Digest> seen = new HashSet<>();
        for (PendingVerification image : unverified) {
            boolean first = seen.add(image.written().manifestDigest());
            image.verify(sink, request, written, first, work);
        }
    }
}
