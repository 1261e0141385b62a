// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.write.ImageTemplate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image on layers of a previous one. Its config is its own; its history steps come first, without layers, and then
 * those of the layers. So an unchanged image has the same config as the previous one, byte for byte.
 *
 * @param draft the image, planned without the previous one
 */
record ReusedImageTemplate(SquashRequest request, ImageTemplate draft, Image previous) {

    /**
     * The template.
     *
     * @param kept layers of the previous image, base first
     * @param newLayers the maximum number of layers above them
     */
    ImageTemplate with(List<Layer> kept, int newLayers) throws IOException {
        Image own = draft.source();
        List<Layer> layers = numbered(kept);
        ImageConfig config = own.config()
                .squashed(
                        layers.stream().map(Layer::diffId).toList(),
                        history(kept),
                        own.config().created());
        EditedConfig edited = request.configEdits().apply(config);
        Image lower = new Image(
                own.where(),
                own.tags(),
                own.otherNames(),
                own.platform(),
                config,
                own.configDigest(),
                own.manifestDigest(),
                layers,
                own.annotations(),
                own.entry());
        return new ImageTemplate(
                lower, edited, LayerRange.none(lower), newLayers, false, draft.latest(), draft.encoding());
    }

    /** The layers as the lowest of an image. */
    static List<Layer> numbered(List<Layer> kept) {
        List<Layer> layers = new ArrayList<>();
        kept.forEach(layer -> layers.add(layer.numbered(layers.size() + 1)));
        return layers;
    }

    private List<History> history(List<Layer> kept) {
        List<History> steps = new ArrayList<>();
        draft.source().config().history().forEach(step -> steps.add(step.withoutLayer()));
        List<History> made = previous.config().history().stream()
                .filter(step -> !step.emptyLayer())
                .toList();
        boolean matched = made.size() == previous.layers().size();
        for (Layer layer : kept) {
            steps.add(matched ? made.get(layer.number() - 1) : unknown());
        }
        return steps;
    }

    private History unknown() {
        String created =
                draft.source().config().created().map(Instant::toString).orElse("");
        return History.ofLayer(created, "", "kept as it was");
    }
}
