// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.LayerLimits;

/** How what is merged is divided into new layers. */
public sealed interface GroupingChoice {
    /** One layer. */
    GroupingChoice ONE = new Fixed(Grouping.ONE);

    /** How an image is divided of which no layer can be reused. */
    Grouping withoutReuse();

    /**
     * By the image's own content.
     *
     * @param grouping by what of it
     */
    record Fixed(Grouping grouping) implements GroupingChoice {
        @Override
        public Grouping withoutReuse() {
            return grouping;
        }
    }

    /**
     * What a previous image's layers have already is not written again: those layers that are worth it are the new image's
     * lowest, as the same blobs, and one above them makes all that differs. Where nothing differs there is none, and where no
     * layer is worth it the image is divided by size. All layers of the image are merged.
     *
     * @param previous what an earlier run has made
     * @param mostLayers how many layers the new image may have, 1 to {@link LayerLimits#MOST_LAYERS}
     */
    record OntoPrevious(BaseImage previous, int mostLayers) implements GroupingChoice {
        /** At most as many new layers where none is reused. */
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
