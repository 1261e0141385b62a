// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.Growth.Basis;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.SquashRequest;
import java.util.List;

/** Checks the {@link Safeguards} of a run. */
public final class SafeguardCheck {
    private static final int DIVIDING_COSTS_AT_MOST_ONE_IN = 50;

    private SafeguardCheck() {}

    /** Judges the source, before anything is written, and returns the verdicts. */
    static List<Gate.Verdict> requireGates(Safeguards safeguards, Image image, ImageAnalysis analysis)
            throws RefusedException {
        List<Gate.Verdict> verdicts =
                safeguards.gates().stream().map(gate -> gate.judge(analysis)).toList();
        long failed = verdicts.stream().filter(verdict -> !verdict.passed()).count();
        if (failed > 0) {
            throw new RefusedException(
                    image.where() + ": " + failed + " of " + verdicts.size() + " gates failed; nothing was written",
                    new Reason.GateFailed(image.platform().toString(), verdicts));
        }
        return verdicts;
    }

    /**
     * Judges the results together, before they get their names.
     *
     * @param images each image's platforms
     */
    public static void requireSize(SquashRequest request, String where, List<List<SquashReport>> images)
            throws RefusedException {
        List<SquashReport> all = images.stream().flatMap(List::stream).toList();
        Basis basis = basis(all);
        Growth growth =
                images.size() > 1 ? growth(basis, BundleTotal.before(all), BundleTotal.after(all)) : growth(basis, all);
        boolean refused = switch (request.safeguards().largest()) {
            case THE_SOURCE -> growth.isLarger();
            case ABOUT_THE_SOURCE -> growth.isWorse(allowed(request, images.size(), growth, all));
            case ANY -> false;
        };
        if (refused) {
            throw new RefusedException(
                    where + ": the result would be larger: " + growth.after() + " bytes instead of " + growth.before()
                            + (basis == Basis.UNCOMPRESSED ? " before compression" : ""),
                    new Reason.Larger(growth));
        }
    }

    /**
     * The allowed growth of the results. The purpose of dividing an image is shared layers, which have a cost: each
     * repeats its parents' headers, and its compression starts anew.
     */
    private static long allowed(SquashRequest request, int images, Growth growth, List<SquashReport> all) {
        long headers = Growth.SLACK * images;
        boolean divided =
                request.grouping() instanceof GroupingChoice.Fixed(Grouping grouping) && !grouping.equals(Grouping.ONE);
        if (!divided) {
            return headers;
        }
        long layers = all.stream()
                .flatMap(image -> image.result().stream())
                .filter(layer -> !layer.kept())
                .count();
        return headers + Growth.SLACK * layers + growth.before() / DIVIDING_COSTS_AT_MOST_ONE_IN;
    }

    private static Basis basis(List<SquashReport> images) {
        return images.stream().anyMatch(image -> image.growth().basis() == Basis.UNCOMPRESSED)
                ? Basis.UNCOMPRESSED
                : Basis.STORED;
    }

    private static Growth growth(Basis basis, List<SquashReport> platforms) {
        List<Growth> each = platforms.stream()
                .map(image -> Growth.of(basis, image.before(), image.after(), image.reuse()))
                .toList();
        return new Growth(
                basis,
                each.stream().mapToLong(Growth::before).sum(),
                each.stream().mapToLong(Growth::after).sum());
    }

    private static Growth growth(Basis basis, BundleTotal before, BundleTotal after) {
        return switch (basis) {
            case STORED -> new Growth(basis, before.storedBytes(), after.storedBytes());
            case UNCOMPRESSED -> new Growth(basis, before.uncompressedBytes(), after.uncompressedBytes());
        };
    }

    /**
     * The compared bytes. A result is not worse because the user or the destination requires another compression than
     * the source has.
     */
    static Growth growth(
            SquashRequest request, ImagePlan planned, ImageSummary before, ImageSummary after, Reuse reuse) {
        boolean alike = planned.replaced().stream()
                .allMatch(layer ->
                        layer.compression() == planned.draft().encoding().compression());
        if (request.encoding() instanceof Encoding.Chunked) {
            // Frames of files cost some bytes, which is what the user asked for.
            return Growth.of(Basis.UNCOMPRESSED, before, after, reuse);
        }
        boolean wanted =
                request.encoding() instanceof Encoding.Chosen || request.destination() instanceof Destination.Engine;
        Basis basis = wanted && !alike ? Basis.UNCOMPRESSED : Basis.STORED;
        return Growth.of(basis, before, after, reuse);
    }
}
