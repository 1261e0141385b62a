// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.analyze.FateLedger;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.blob.SpoolingBlob;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.FilterResult;
import io.github.imagesquash.filter.HiddenFiles;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.StaleToc;
import io.github.imagesquash.group.DividedLayers;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.LayerLimits;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.TreeDelta;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.source.Sources;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image's layers, merged, and what is to be written of them.
 *
 * @param merged all layers, without what was removed
 * @param filtered what was taken out of what is merged
 * @param hidden what of it lower layers that are kept still hold
 * @param analysis what became of each entry; {@link ImageAnalysis#NONE} unless the request asks for it
 * @param plans the new image's layers, base first
 * @param division the new ones among them, and how what is merged was divided
 * @param gates what was found of each gate
 */
record MergePlan(
        ReplayResult merged,
        FilterResult filtered,
        HiddenFiles hidden,
        ImageAnalysis analysis,
        List<LayerPlan> plans,
        DividedLayers division,
        List<Gate.Verdict> gates) {

    /**
     * Merges an image's layers; those of a range become one, and the others are kept.
     *
     * @param budget what the layers may cost
     */
    static MergePlan of(
            Image image, LayerRange range, SquashRequest request, RemainingLimits budget, Spool spool, Stages stages)
            throws IOException {
        LayerReplay replay = Sources.replay(
                request.source(),
                spool,
                request.settings().replay(),
                request.settings().threads());
        return stages.run(Sources.readingStage(request.source()), image.storedBytes(), meter -> {
            FateLedger ledger = new FateLedger();
            boolean gated = !request.safeguards().gates().isEmpty();
            ReplayObserver observer = gated || request.analysis() ? ledger : ReplayObserver.NONE;
            try (ReplaySession replaying =
                    begin(kept(image, range, spool), range, request, replay, budget, meter, observer)) {
                DropRecorder drops = new DropRecorder();
                ConfigSecrets secrets = ConfigSecrets.of(image.config(), SecretRules.builtIn());
                MergePlan merging = of(image, range, request, replaying, drops);
                MergePlan judged = gated
                        ? merging.judged(SafeguardCheck.requireGates(
                                request.safeguards(),
                                image,
                                ledger.analysis(merging.merged().layers(), secrets::masked)))
                        : merging;
                return request.analysis() ? judged.analysed(ledger, drops, secrets) : judged;
            }
        });
    }

    /** The same, to be written as other new layers. */
    MergePlan divided(List<LayerPlan.New> layers) {
        return divided(new DividedLayers(layers, division.grouping(), division.chosen()), List.copyOf(layers));
    }

    /** The same, to be written as other layers, some of which are new. */
    MergePlan divided(DividedLayers other, List<LayerPlan> all) {
        return new MergePlan(merged, filtered, hidden, analysis, all, other, gates);
    }

    /** The same, where layers are kept that still hold some of what was left out. */
    MergePlan hiding(HiddenFiles still) {
        return new MergePlan(merged, filtered, still, analysis, plans, division, gates);
    }

    /** Kept layers are only read if something is asked for that needs them. */
    private static ReplaySession begin(
            Image image,
            LayerRange range,
            SquashRequest request,
            LayerReplay replay,
            RemainingLimits budget,
            ByteMeter meter,
            ReplayObserver observer)
            throws IOException {
        boolean keepsSome = range.size() < image.layers().size();
        boolean mergedAlone = keepsSome
                && observer == ReplayObserver.NONE
                && request.filter().equals(Filter.NONE)
                && request.grouping().equals(GroupingChoice.ONE);
        return mergedAlone
                ? replay.beginSparing(image, budget, meter, range, StaleToc::isPlace)
                : replay.begin(image, budget, meter, layer -> !range.includes(layer), observer);
    }

    private MergePlan judged(List<Gate.Verdict> verdicts) {
        return new MergePlan(merged, filtered, hidden, analysis, plans, division, verdicts);
    }

    /** Kept layers that come from elsewhere are spooled as they are stored, so that they come once. */
    private static Image kept(Image image, LayerRange range, Spool spool) {
        return image.withLayers(image.layers().stream()
                .map(layer -> range.includes(layer) || isHere(layer.blob())
                        ? layer
                        : layer.withBlob(new SpoolingBlob(layer.blob(), spool)))
                .toList());
    }

    private static boolean isHere(Blob blob) {
        return blob instanceof FileRegion || blob instanceof AbsentBlob;
    }

    private MergePlan analysed(FateLedger ledger, DropRecorder drops, ConfigSecrets secrets) {
        drops.tell(ledger);
        return new MergePlan(
                merged, filtered, hidden, ledger.analysis(merged.layers(), secrets::masked), plans, division, gates);
    }

    /** What is planned is planned before the layers above it change the tree. */
    private static MergePlan of(
            Image image, LayerRange range, SquashRequest request, ReplaySession replaying, DropRecorder drops)
            throws IOException {
        FileTree below = replaying.upTo(range.below());
        Snapshot lower = range.below() == 0 ? Snapshot.EMPTY : Snapshot.of(below.root());
        FileTree tree = replaying.upTo(Math.min(range.last(), image.layers().size()));
        Warnings warnings = new Warnings();
        HiddenFiles hidden = new HiddenFiles(range.below());
        DropListener listener = request.analysis() ? drops : DropListener.NONE;
        FilterResult filtered = filtered(request, image, range, tree, listener, hidden, warnings);
        DividedLayers division = divided(request, new TreeDelta(lower, range.below(), tree), range, image, warnings);
        ReplayResult merged = replaying.finish();
        merged.warnings().addAll(warnings);
        List<LayerPlan> plans = new ArrayList<>();
        for (ReplayedLayer layer : merged.layers()) {
            if (!range.includes(layer.layer())) {
                plans.add(new LayerPlan.Kept(layer));
            }
        }
        plans.addAll(range.below(), division.layers());
        return new MergePlan(merged, filtered, hidden, ImageAnalysis.NONE, plans, division, List.of());
    }

    /** Takes out what is not to be in the new image. */
    private static FilterResult filtered(
            SquashRequest request,
            Image image,
            LayerRange range,
            FileTree tree,
            DropListener listener,
            HiddenFiles hidden,
            Warnings warnings)
            throws IOException {
        List<Removal> stale = StaleToc.drop(tree, range.below(), listener);
        DropListener both = (entry, cause) -> {
            listener.dropped(entry, cause);
            hidden.dropped(entry, cause);
        };
        return FilterResult.of(tree, request.filter(), image.config().execution(), image.where(), both, warnings)
                .after(stale);
    }

    private static DividedLayers divided(
            SquashRequest request, TreeDelta difference, LayerRange range, Image image, Warnings warnings)
            throws IOException {
        long kept =
                image.layers().stream().filter(layer -> !range.includes(layer)).count();
        try {
            DividedLayers division = request.grouping()
                    .withoutReuse()
                    .divide(difference, (int) Math.max(1, LayerLimits.MOST_LAYERS - kept), warnings);
            if (division.grouping() instanceof Grouping.ByPackage
                    && request.latest().equals(Instant.MAX)) {
                warnings.add(Warning.Kind.TIMES_IN_LAYERS, 0, "");
            }
            return division;
        } catch (IllegalArgumentException e) {
            throw new UnmetRequestException(image.where(), String.valueOf(e.getMessage()), e);
        }
    }
}
