// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.image.Layer;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.sink.PendingVerification;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.WrittenImage;
import java.util.List;

/**
 * An image of which all is decided, and nothing written.
 *
 * @param own the image without regard to other ones
 * @param draft what is written; its source's layers are those that are kept, or may be
 * @param merging its layers, merged, and the plan of the new ones
 * @param expected what will be found in the new image: the merged tree, where its contents are in kept layers too
 * @param reuse what was decided of a previous image
 */
record ImagePlan(
        ImageTemplate own, ImageTemplate draft, MergePlan merging, ReplayResult expected, ReuseDecision reuse) {

    /** An image that is written without regard to other ones. */
    static ImagePlan of(ImageTemplate draft, MergePlan merging, ReuseDecision reuse) {
        return new ImagePlan(draft, draft, merging, merging.merged(), reuse);
    }

    /** Those of the old image's layers that are merged, and that the previous image does not have. */
    List<Layer> replaced() {
        return own.source().layers().stream()
                .filter(layer -> own.merged().includes(layer) && !reuse.has(layer))
                .toList();
    }

    /** What is to be verified of it when it is written. */
    PendingVerification unverified(WrittenImage written) {
        return new PendingVerification(
                draft.source(), draft.merged(), draft.edited().config(), expected, written);
    }
}
