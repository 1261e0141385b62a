// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.compare.EqualInodeSearch;
import io.github.imagesquash.compare.EqualInodes;
import io.github.imagesquash.filter.HiddenFiles;
import io.github.imagesquash.group.DividedLayers;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.InodeReuse;
import io.github.imagesquash.group.LayerContents;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.ReusableLayer;
import io.github.imagesquash.group.ReusePlan;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.group.TreeDelta;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the layers of a previous image that an image can keep, and the difference above them. */
final class LayerReuse {
    private static final String CHANGES = "changes since";

    private final GroupingChoice.OntoPrevious choice;
    private final SquashRequest request;
    private final Image previous;
    private final Workspace work;
    private final LayerReplay replay;
    private final EqualInodeSearch search;
    private final LayerContents contents = new LayerContents();

    /** @param previous an image whose layers can be read more than once */
    LayerReuse(GroupingChoice.OntoPrevious choice, SquashRequest request, Image previous, Workspace work) {
        this.choice = choice;
        this.request = request;
        this.previous = previous;
        this.work = work;
        this.replay = work.replay(choice.previous().source());
        this.search = new EqualInodeSearch(request.settings().threads());
    }

    /** The previous image's layers, or some of them, and the new image's files in them. */
    private record Lower(ReplayResult layers, EqualInodes counterparts) {
        /** The size of the content in each layer, by its number. */
        Map<Integer, Long> alive() {
            Map<FileRegion, Integer> numbers = new HashMap<>();
            layers.layers()
                    .forEach(layer -> numbers.put(layer.tar(), layer.layer().number()));
            Map<Integer, Long> alive = new HashMap<>();
            counterparts.forEachFile((own, other) -> alive.merge(numbers.get(other.tar()), own.size(), Long::sum));
            return alive;
        }

        long aliveBytes() {
            return alive().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Decides. */
    ImagePlan plan(ImageTemplate draft, MergePlan merging) throws IOException {
        Lower all = lower(replayed(), merging);
        Map<Integer, Long> alive = all.alive();
        long content = merging.merged().tree().contentBytes();
        List<ReusableLayer> layers = new ArrayList<>();
        for (Layer layer : previous.layers()) {
            int number = layer.number();
            layers.add(reusable(number, alive.getOrDefault(number, 0L)));
        }
        boolean unchanged =
                InodeReuse.isNeedless(merging.merged().tree(), all.layers().tree(), all.counterparts());
        List<Integer> unfit = new ArrayList<>();
        while (true) {
            ReusePlan plan = ReusePlan.of(
                    layers.stream()
                            .filter(layer -> !unfit.contains(layer.number()))
                            .toList(),
                    content,
                    unchanged && unfit.isEmpty(),
                    choice.mostLayers());
            if (plan.outcome() != ReusePlan.Outcome.REUSED) {
                ReuseDecision decision = decision(plan, unfit, content, all, plan.unusedBytes());
                return ImagePlan.of(draft, merging, decision);
            }
            Optional<ReplayResult> kept =
                    plan.kept().size() == previous.layers().size()
                            ? Optional.of(all.layers())
                            : replayed(plan.kept(), all.layers(), unfit);
            if (kept.isPresent()) {
                return onto(draft, merging, plan, unfit, all, kept.get());
            }
        }
    }

    /** If one blob is two of the layers, its live content may exceed its content. */
    private ReusableLayer reusable(int number, long alive) {
        long bytes = contents.bytes(number);
        return new ReusableLayer(number, bytes, Math.min(bytes, alive));
    }

    private ImagePlan onto(
            ImageTemplate draft, MergePlan merging, ReusePlan plan, List<Integer> unfit, Lower all, ReplayResult kept)
            throws IOException {
        Lower lower = kept == all.layers() ? all : lower(kept, merging);
        long content = merging.merged().tree().contentBytes();
        long keptBytes = plan.kept().stream().mapToLong(contents::bytes).sum();
        ReuseDecision decision = decision(plan, unfit, content, all, Math.max(0, keptBytes - lower.aliveBytes()));
        HiddenFiles hidden = HiddenFiles.of(merging.filtered().removals(), kept.tree());
        TreeDelta difference = InodeReuse.of(
                merging.merged().tree(), kept.tree(), kept.layers().size(), lower.counterparts());
        LayerPlan.New added =
                new LayerPlan.New(CHANGES, SingleLayer.of(difference).entries());
        List<LayerPlan> plans = new ArrayList<>();
        kept.layers().forEach(layer -> plans.add(new LayerPlan.Kept(layer)));
        if (!added.entries().isEmpty()) {
            plans.add(added);
        }
        List<Layer> layers = previous.layers().stream()
                .filter(layer -> plan.kept().contains(layer.number()))
                .toList();
        MergePlan onto = merging.hiding(hidden)
                .divided(new DividedLayers(List.of(added), Grouping.ONE, Optional.empty()), plans);
        ImageTemplate onLayers = new ReusedImageTemplate(request, draft, previous).with(layers, 1);
        return new ImagePlan(draft, onLayers, onto, merging.merged().above(kept), decision);
    }

    private ReuseDecision decision(ReusePlan plan, List<Integer> unfit, long content, Lower all, long unusedBytes) {
        return new ReuseDecision(
                choice.previous().name(),
                ReuseDecision.digests(previous),
                previous.layers().size(),
                Outcome.valueOf(plan.outcome().name()),
                plan,
                unfit.size(),
                content,
                content - all.aliveBytes(),
                unusedBytes);
    }

    private Lower lower(ReplayResult lower, MergePlan merging) throws IOException {
        EqualInodes counterparts = work.stages()
                .runIfNeeded(ProgressListener.Stage.COMPARE, meter -> search.search(lower, merging.merged(), meter));
        return new Lower(lower, counterparts);
    }

    private ReplayResult replayed() throws IOException {
        return work.read(choice.previous().source(), previous.storedBytes(), meter -> {
            try (ReplaySession replaying = replay.beginRemembering(previous, work.budget(), meter, contents)) {
                return replaying.finish();
            }
        });
    }

    /**
     * Some of the layers without the others; empty, with one more dependent layer, if one of them needs a missing one.
     */
    private Optional<ReplayResult> replayed(List<Integer> kept, ReplayResult all, List<Integer> unfit)
            throws IOException {
        List<Layer> layers = ReusedImageTemplate.numbered(all.layers().stream()
                .map(ReplayedLayer::layer)
                .filter(layer -> kept.contains(layer.number()))
                .toList());
        try (ReplaySession replaying = replay.beginAgain(previous.withLayers(layers), all.kept())) {
            for (int number : kept) {
                try {
                    replaying.upTo(kept.indexOf(number) + 1);
                } catch (InvalidImageException e) {
                    unfit.add(number);
                    return Optional.empty();
                }
            }
            return Optional.of(replaying.finish());
        }
    }
}
