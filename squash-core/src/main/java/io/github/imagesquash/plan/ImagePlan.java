// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.sink.PendingVerification;
import io.github.imagesquash.verify.Readback;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.WrittenImage;
import java.util.List;

/**
 * A completely planned image, of which nothing is written yet.
 *
 * @param own the image, planned without other ones
 * @param draft the template to write; its source's layers are those that are kept or may be kept
 * @param merging its layers, merged, and the plan of the new ones
 * @param expected the expected content of the new image: the merged tree, including contents in kept layers
 * @param reuse the decision about a previous image
 */
record ImagePlan(
        ImageTemplate own, ImageTemplate draft, MergePlan merging, ReplayResult expected, ReuseDecision reuse) {

    /** An image that is written without other ones. */
    static ImagePlan of(ImageTemplate draft, MergePlan merging, ReuseDecision reuse) {
        return new ImagePlan(draft, draft, merging, merging.merged(), reuse);
    }

    /** Those of the old image's layers that are merged, and that the previous image does not have. */
    List<Layer> replaced() {
        return own.source().layers().stream()
                .filter(layer -> own.merged().includes(layer) && !reuse.has(layer))
                .toList();
    }

    /** Compares new layers while they are written. */
    Readback readback(String output, LayerChecks checks) {
        return new Readback(output, expected.tree(), draft.merged(), checks);
    }

    /** The verification of the written image. */
    PendingVerification unverified(WrittenImage written, Readback readback) {
        return new PendingVerification(
                draft.source(), draft.merged(), draft.edited().config(), expected, written, readback);
    }
}
