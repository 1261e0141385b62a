// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.replay.ReplayedLayer;
import java.util.List;

/** A layer of the new image, decided before any byte is written. A plan of an image is a list of them, base first. */
public sealed interface LayerPlan {
    /**
     * A layer of the source, which stays the blob that it is.
     *
     * @param layer the layer as it was read
     */
    record Kept(ReplayedLayer layer) implements LayerPlan {}

    /**
     * A layer that is written.
     *
     * @param name what a report calls it; empty if it is all there is
     * @param entries in the order of the tar: a directory, its whiteouts, what is in it; a content before the links to it;
     *     may be empty
     */
    record New(String name, List<PlannedEntry> entries) implements LayerPlan {
        public New {
            entries = List.copyOf(entries);
        }
    }
}
