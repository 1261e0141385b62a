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
import io.github.imagesquash.filter.Cause;
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
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.purge.TreeEdit;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.SlimSummary;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.slim.SlimDecision;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Merges an image's layers: replays them, takes out what goes, and divides what is left into new layers. */
final class LayerMerge {
    private static final Cause SLIM = new Cause("slim", "what nothing needs", false);

    private final SquashRequest request;
    private final Image image;
    private final LayerRange range;
    private final boolean gated;
    private final FateLedger ledger = new FateLedger();
    private final DropRecorder drops = new DropRecorder();
    private final HiddenFiles hidden;
    private final Warnings warnings = new Warnings();
    private Optional<SlimSummary> slim = Optional.empty();

    /** @param range the layers that are merged; the others are kept */
    LayerMerge(SquashRequest request, Image image, LayerRange range) {
        this.request = request;
        this.image = image;
        this.range = range;
        this.gated = !request.safeguards().gates().isEmpty();
        this.hidden = new HiddenFiles(range.below());
    }

    /**
     * Merges them, as a stage of its own. Digests of layers that are read in place may still be unverified then.
     *
     * @param budget what the layers may cost
     */
    MergePlan run(RemainingLimits budget, Workspace work) throws IOException {
        return work.read(request.source(), image.storedBytes(), meter -> {
            try (ReplaySession layers = begin(budget, work, meter)) {
                return merge(layers, work);
            }
        });
    }

    private MergePlan merge(ReplaySession layers, Workspace work) throws IOException {
        try {
            TreeDelta difference = replay(layers);
            List<Removal> slimmed = slim(difference.tree(), work.spool());
            FilterResult filtered = filter(difference.tree()).after(slimmed);
            DividedLayers division = group(difference);
            return plan(layers.finish(), filtered, division);
        } catch (InvalidImageException | UnmetRequestException | RefusedException e) {
            // If a layer has wrong digests too, they are the better explanation.
            work.checks().require();
            throw e;
        }
    }

    /** Kept layers are only read if something is asked for that needs them. */
    private ReplaySession begin(RemainingLimits budget, Workspace work, ByteMeter meter) throws IOException {
        LayerReplay replay = work.replay(request.source()).checkedBy(work.checks());
        Image spooled = kept(work.spool());
        ReplayObserver observer = gated || request.analysis() ? ledger : ReplayObserver.NONE;
        boolean keepsSome = range.size() < image.layers().size();
        boolean mergedAlone = keepsSome
                && observer == ReplayObserver.NONE
                && request.filter().equals(Filter.NONE)
                && !request.slim().enabled()
                && request.grouping().equals(GroupingChoice.ONE);
        return mergedAlone
                ? replay.beginSparing(spooled, budget, meter, range, StaleToc::isPlace)
                : replay.begin(spooled, budget, meter, layer -> !range.includes(layer), observer);
    }

    /** Kept layers that come from elsewhere are spooled as they are stored, so that they come once. */
    private Image kept(Spool spool) {
        return image.withLayers(image.layers().stream()
                .map(layer -> range.includes(layer) || isHere(layer.blob())
                        ? layer
                        : layer.withBlob(new SpoolingBlob(layer.blob(), spool)))
                .toList());
    }

    private static boolean isHere(Blob blob) {
        return blob instanceof FileRegion || blob instanceof AbsentBlob;
    }

    /** What the merged layers change. What is planned of it is planned before the layers above them change the tree. */
    private TreeDelta replay(ReplaySession layers) throws IOException {
        FileTree below = layers.upTo(range.below());
        Snapshot lower = range.below() == 0 ? Snapshot.EMPTY : Snapshot.of(below.root());
        FileTree tree = layers.upTo(Math.min(range.last(), image.layers().size()));
        return new TreeDelta(lower, range.below(), tree);
    }

    /** Removes packages that nothing needs, before rules see the package database. */
    private List<Removal> slim(FileTree tree, Spool spool) throws IOException {
        if (!request.slim().enabled()) {
            return List.of();
        }
        if (range.last() < image.layers().size()) {
            throw new UnmetRequestException(image.where(), "--slim needs the upper layers too; merge them as well");
        }
        SlimDecision decision =
                SlimDecision.of(tree, image.config().execution(), request.slim(), image.where(), warnings);
        TreeEdit edit = new TreeEdit(tree, range.last(), spool, SLIM, this::dropped);
        slim = Optional.of(SlimSummary.of(decision));
        decision.apply(edit);
        return List.of(edit.removal());
    }

    /** Takes out what is not to be in the new image. */
    private FilterResult filter(FileTree tree) throws IOException {
        List<Removal> stale = StaleToc.drop(tree, range.below(), request.analysis() ? drops : DropListener.NONE);
        return FilterResult.of(
                        tree, request.filter(), image.config().execution(), image.where(), this::dropped, warnings)
                .after(stale);
    }

    private void dropped(Entry entry, Cause cause) {
        if (request.analysis()) {
            drops.dropped(entry, cause);
        }
        hidden.dropped(entry, cause);
    }

    private DividedLayers group(TreeDelta difference) throws IOException {
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

    /** Gates judge an image as it came, and so before the ledger hears of what was dropped. */
    private MergePlan plan(ReplayResult merged, FilterResult filtered, DividedLayers division) throws IOException {
        merged.warnings().addAll(warnings);
        List<Gate.Verdict> verdicts =
                gated ? SafeguardCheck.requireGates(request.safeguards(), image, analysis(merged)) : List.of();
        drops.tell(ledger);
        ImageAnalysis analysis = request.analysis() ? analysis(merged) : ImageAnalysis.NONE;
        return new MergePlan(merged, slim, filtered, hidden, analysis, layers(merged, division), division, verdicts);
    }

    private ImageAnalysis analysis(ReplayResult merged) {
        return ledger.analysis(merged.layers(), ConfigSecrets.of(image.config(), SecretRules.builtIn())::masked);
    }

    private List<LayerPlan> layers(ReplayResult merged, DividedLayers division) {
        List<LayerPlan> layers = new ArrayList<>();
        for (ReplayedLayer layer : merged.layers()) {
            if (!range.includes(layer.layer())) {
                layers.add(new LayerPlan.Kept(layer));
            }
        }
        layers.addAll(range.below(), division.layers());
        return layers;
    }
}
