// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.filter.FilterResult;
import io.github.imagesquash.filter.HiddenFiles;
import io.github.imagesquash.group.DividedLayers;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.report.SlimSummary;
import java.util.List;
import java.util.Optional;

/**
 * An image's merged layers, and the plan of the new ones.
 *
 * @param merged all layers merged, without removed files
 * @param slim the packages that stay and that go, if that was requested
 * @param filtered the removals from the merged part
 * @param hidden removed files that kept lower layers still contain
 * @param analysis what became of each entry; {@link ImageAnalysis#NONE} unless the request asks for it
 * @param plans the new image's layers, base first
 * @param division the new ones among them, and how the merged part was divided
 * @param gates the verdict on each gate
 */
record MergePlan(
        ReplayResult merged,
        Optional<SlimSummary> slim,
        FilterResult filtered,
        HiddenFiles hidden,
        ImageAnalysis analysis,
        List<LayerPlan> plans,
        DividedLayers division,
        List<Gate.Verdict> gates) {

    /** The same, to be written as other new layers. */
    MergePlan divided(List<LayerPlan.New> layers) {
        return divided(new DividedLayers(layers, division.grouping(), division.chosen()), List.copyOf(layers));
    }

    /** The same, to be written as other layers, some of which are new. */
    MergePlan divided(DividedLayers other, List<LayerPlan> all) {
        return new MergePlan(merged, slim, filtered, hidden, analysis, all, other, gates);
    }

    /** The same, with kept layers that still contain some of the removed files. */
    MergePlan hiding(HiddenFiles still) {
        return new MergePlan(merged, slim, filtered, still, analysis, plans, division, gates);
    }
}
