// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.replay.ReplayedLayer;
import java.util.List;

/** A layer of the new image, decided before any byte is written. A plan of an image is a list of them, base first. */
public sealed interface LayerPlan {
    /**
     * A layer of the source, whose blob stays unchanged.
     *
     * @param layer the layer
     */
    record Kept(ReplayedLayer layer) implements LayerPlan {}

    /**
     * A new layer.
     *
     * @param name its name in reports; empty if it is the only new layer
     * @param entries in the order of the tar: a directory, its whiteouts, its content; a content before the links to
     *     it; may be empty
     */
    record New(String name, List<PlannedEntry> entries) implements LayerPlan {
        public New {
            entries = List.copyOf(entries);
        }
    }
}
