// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.LayerLimits;

/** How the merged part is divided into new layers. */
public sealed interface GroupingChoice {
    /** One layer. */
    GroupingChoice ONE = new Fixed(Grouping.ONE);

    /** How an image is divided if no layer can be reused. */
    Grouping withoutReuse();

    /**
     * By the image's own content.
     *
     * @param grouping the grouping
     */
    record Fixed(Grouping grouping) implements GroupingChoice {
        @Override
        public Grouping withoutReuse() {
            return grouping;
        }
    }

    /**
     * Content of a previous image's layers is not written again: layers with enough used content are the new image's
     * lowest, as the same blobs, and one layer above them holds the difference. If nothing differs there is no such
     * layer; if no layer has enough used content, the image is divided by size. All layers of the image are merged.
     *
     * @param previous the result of an earlier run
     * @param mostLayers the most layers of the new image, 1 to {@link LayerLimits#MOST_LAYERS}
     */
    record OntoPrevious(BaseImage previous, int mostLayers) implements GroupingChoice {
        /** The maximum number of new layers if none is reused. */
        private static final int MOST_WITHOUT_REUSE = 8;

        public OntoPrevious {
            if (mostLayers < 1 || mostLayers > LayerLimits.MOST_LAYERS) {
                throw new IllegalArgumentException(
                        "expected 1 to " + LayerLimits.MOST_LAYERS + " layers, not " + mostLayers);
            }
        }

        @Override
        public Grouping withoutReuse() {
            return new Grouping.BySize(Math.min(mostLayers, MOST_WITHOUT_REUSE));
        }
    }
}
