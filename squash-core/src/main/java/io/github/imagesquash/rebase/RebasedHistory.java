// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that made a rebased image: those of the new base, then those of the image above its old base. If the steps
 * of a config do not match its layers, its steps own no layer, and each layer gets a new step.
 */
public record RebasedHistory(ImageConfig oldBase, ImageConfig newBase, ImageConfig image) {

    /** The steps; the number of layer steps is that of the layers of both. */
    public List<History> steps() {
        List<History> steps =
                new ArrayList<>(owning(newBase.history(), newBase.diffIds().size()));
        int layers = image.diffIds().size() - oldBase.diffIds().size();
        steps.addAll(owning(image.history().subList(ofOldBase(), image.history().size()), layers));
        return steps;
    }

    private static List<History> owning(List<History> steps, int layers) {
        if (steps.stream().filter(step -> !step.emptyLayer()).count() == layers) {
            return steps;
        }
        List<History> all =
                new ArrayList<>(steps.stream().map(History::withoutLayer).toList());
        for (int i = 0; i < layers; i++) {
            all.add(History.ofLayer("", "", "kept as it was"));
        }
        return all;
    }

    /** The number of the image's steps that belong to its old base. */
    private int ofOldBase() {
        List<History> steps = image.history();
        List<History> old = oldBase.history();
        if (old.size() <= steps.size() && told(steps.subList(0, old.size())).equals(told(old))) {
            return old.size();
        }
        // The base has another record; its steps end with its uppermost layer.
        int count = 0;
        for (int layers = 0; count < steps.size() && layers < oldBase.diffIds().size(); count++) {
            layers += steps.get(count).emptyLayer() ? 0 : 1;
        }
        return count;
    }

    private static List<String> told(List<History> steps) {
        return steps.stream()
                .map(step -> step.emptyLayer() + " " + step.createdBy())
                .toList();
    }
}
