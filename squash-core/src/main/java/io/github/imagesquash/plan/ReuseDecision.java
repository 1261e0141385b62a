// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.group.ReusePlan;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.Reuse.Volume;
import io.github.imagesquash.write.WrittenLayer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision about a previous image's layers.
 *
 * @param previous the previous image, as the user named it; empty if there is none
 * @param digests the digests of its stored layers, if known
 * @param layers their number
 * @param outcome the decision
 * @param plan the layers that are kept, and why not more
 * @param unfit the number of its layers that could not be kept without others
 * @param contentBytes as {@link Reuse#contentBytes}
 * @param changedBytes as {@link Reuse#changedBytes}
 * @param unusedBytes as {@link Reuse#unusedBytes}
 */
record ReuseDecision(
        String previous,
        Set<Digest> digests,
        int layers,
        Outcome outcome,
        ReusePlan plan,
        int unfit,
        long contentBytes,
        long changedBytes,
        long unusedBytes) {
    private static final ReusePlan NO_PLAN = ReusePlan.of(List.of(), 0, false, 1);

    /** Not requested. */
    static final ReuseDecision NOT_ASKED = new ReuseDecision("", Set.of(), 0, Outcome.NOT_ASKED, NO_PLAN, 0, 0, 0, 0);

    ReuseDecision {
        digests = Set.copyOf(digests);
    }

    /** There is no such image for a platform. */
    static ReuseDecision noPlatform(String previous) {
        return new ReuseDecision(previous, Set.of(), 0, Outcome.NO_PLATFORM, NO_PLAN, 0, 0, 0, 0);
    }

    /** The digests of an image's layers, as far as they are known before they are read. */
    static Set<Digest> digests(Image image) {
        return image.layers().stream()
                .map(Layer::storedDigest)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the previous image has a layer with the same stored bytes. */
    boolean has(Layer layer) {
        return layer.storedDigest().filter(digests::contains).isPresent();
    }

    /** The report, when everything is written. */
    Reuse report(List<ReplayedLayer> source, List<WrittenLayer> written) {
        return new Reuse(
                previous,
                outcome,
                layers,
                plan.kept().size(),
                plan.mostlyUnused(),
                plan.merged(),
                unfit,
                shared(source),
                reused(written),
                contentBytes,
                changedBytes,
                unusedBytes);
    }

    private Volume shared(List<ReplayedLayer> source) {
        List<ReplayedLayer> both =
                source.stream().filter(layer -> has(layer.layer())).toList();
        return new Volume(
                both.stream().mapToLong(layer -> layer.layer().blob().size()).sum(),
                both.stream().mapToLong(ReplayedLayer::uncompressedBytes).sum());
    }

    private Volume reused(List<WrittenLayer> written) {
        List<WrittenLayer> both = written.stream()
                .filter(layer ->
                        digests.contains(layer.descriptor().digest()) || outcome == Outcome.REUSED && layer.kept())
                .toList();
        return new Volume(
                both.stream().mapToLong(layer -> layer.descriptor().size()).sum(),
                both.stream().mapToLong(WrittenLayer::uncompressedBytes).sum());
    }
}
