// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that made the new image. Steps of kept layers stay. Steps of merged layers stay readable but no longer own
 * a layer, and each new layer gets a step of its own after them. If the steps of the source do not match its layers,
 * only the steps added here own a layer.
 *
 * @param source the old image
 * @param old the old steps
 * @param merged its layers that are merged
 * @param latest no step gets a later time
 * @param created when the new image was made, if known
 */
record NewHistory(Image source, List<History> old, LayerRange merged, Instant latest, Optional<Instant> created) {

    /** The history of an image with these layers, base first. */
    List<History> of(List<WrittenLayer> layers) {
        boolean matched = old.stream().filter(step -> !step.emptyLayer()).count()
                == source.layers().size();
        return matched ? matched(layers) : unmatched(layers);
    }

    private List<History> matched(List<WrittenLayer> layers) {
        List<History> history = new ArrayList<>();
        int layer = 0;
        boolean added = false;
        for (History step : old) {
            layer += step.emptyLayer() ? 0 : 1;
            if (layer > merged.last() && !added) {
                addSteps(history, layers);
                added = true;
            }
            boolean gone = layer >= merged.first() && layer <= merged.last();
            history.add((gone ? step.withoutLayer() : step).notAfter(latest));
        }
        if (!added) {
            addSteps(history, layers);
        }
        return history;
    }

    private void addSteps(List<History> history, List<WrittenLayer> layers) {
        layers.stream().filter(layer -> !layer.kept()).forEach(layer -> history.add(step()));
    }

    private List<History> unmatched(List<WrittenLayer> layers) {
        List<History> history = new ArrayList<>();
        old.forEach(step -> history.add(step.withoutLayer().notAfter(latest)));
        layers.forEach(layer -> history.add(layer.kept() ? History.ofLayer(when(), "", "kept as it was") : step()));
        return history;
    }

    private History step() {
        int count = Math.min(merged.last(), source.layers().size()) - merged.below();
        String comment = count == 0 ? "changes since the previous image" : "merged from " + count + " layers";
        return History.ofLayer(when(), "squash", comment);
    }

    private String when() {
        return created.map(Instant::toString).orElse("");
    }
}
