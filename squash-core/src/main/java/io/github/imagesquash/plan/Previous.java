// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageTemplate;
import java.io.IOException;

/** What the new images may be laid on: a previous image's layers, or nothing. */
public sealed interface Previous extends AutoCloseable permits Previous.None, PreviousImage {
    /** What a request asks for. */
    static Previous open(SquashRequest request, Workspace work) throws IOException {
        return request.grouping() instanceof GroupingChoice.OntoPrevious choice
                ? PreviousImage.open(choice, request, work)
                : new None();
    }

    /** The image with the longest documents that it can become. */
    ImageTemplate largest(ImageTemplate draft) throws IOException;

    /**
     * Decides what is written of an image.
     *
     * @param draft the image without regard to the previous one
     * @param merging its layers, merged, likewise; its tree may change to lie on the previous image's layers
     */
    ImagePlan plan(ImageTemplate draft, MergePlan merging) throws IOException;

    /** Verifies that what was read of it is still what is there. */
    void requireUnchanged() throws IOException;

    @Override
    void close() throws IOException;

    /** There is none. */
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
