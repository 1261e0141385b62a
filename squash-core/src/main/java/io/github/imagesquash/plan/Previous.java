// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageTemplate;
import java.io.IOException;

/** The layers on which the new images may be put: those of a previous image, or none. */
public sealed interface Previous extends AutoCloseable permits Previous.None, PreviousImage {
    /** The previous image of a request. */
    static Previous open(SquashRequest request, Workspace work) throws IOException {
        return request.grouping() instanceof GroupingChoice.OntoPrevious choice
                ? PreviousImage.open(choice, request, work)
                : new None();
    }

    /** The image with its longest possible documents. */
    ImageTemplate largest(ImageTemplate draft) throws IOException;

    /**
     * Decides which part of an image is written.
     *
     * @param draft the image, planned without the previous one
     * @param merging its layers, merged, likewise; its tree may change to refer to the previous image's layers
     */
    ImagePlan plan(ImageTemplate draft, MergePlan merging) throws IOException;

    /** Verifies that it has not changed since it was read. */
    void requireUnchanged() throws IOException;

    @Override
    void close() throws IOException;

    /** No previous image. */
    record None() implements Previous {
        @Override
        public ImageTemplate largest(ImageTemplate draft) {
            return draft;
        }

        @Override
        public ImagePlan plan(ImageTemplate draft, MergePlan merging) {
            return ImagePlan.of(draft, merging, ReuseDecision.NOT_ASKED);
        }

        @Override
        public void requireUnchanged() {}

        @Override
        public void close() {}
    }
}
