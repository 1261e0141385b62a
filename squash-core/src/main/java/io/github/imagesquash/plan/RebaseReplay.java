// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.base.BasePair;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.rebase.BaseConflicts;
import io.github.imagesquash.rebase.BaseDependencies;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.LayerReplay.Reading;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.source.Workspace;
import java.io.IOException;
import java.util.List;

/**
 * An image on its old and on its new base, both replayed in parallel, with a stop at the bases to compare them.
 *
 * @param before the image on its old base
 * @param after the image on its new base
 * @param conflicts the paths on which its own layers depend and that differ between the bases
 */
public record RebaseReplay(ReplayResult before, ReplayResult after, List<PathConflict> conflicts) {

    /** Replays both. Layers that will be verified after writing need only their headers read. */
    public static RebaseReplay of(RebaseRequest request, BasePair bases, Image image, Image rebased, Workspace work)
            throws IOException {
        LayerReplay replay = work.replay(request.source());
        Reading reading = request.verify() ? Reading.HEADERS : Reading.VERIFIED;
        BaseDependencies onOld = new BaseDependencies();
        BaseDependencies onNew = new BaseDependencies();
        long bytes = image.storedBytes() + rebased.storedBytes();
        return work.read(request.source(), bytes, meter -> {
            try (ReplaySession before = replay.begin(image, work.budget(), meter, reading, onOld);
                    ReplaySession after = replay.begin(rebased, work.budget(), meter, reading, onNew)) {
                ReplayResult oldBase = before.until(bases.oldLayers());
                ReplayResult newBase = after.until(bases.newLayers());
                BaseConflicts conflicts =
                        new BaseConflicts(oldBase, newBase, request.settings().threads());
                onOld.begin(oldBase.tree(), bases.oldLayers());
                onNew.begin(newBase.tree(), bases.newLayers());
                ReplayResult onOldBase = before.finish();
                ReplayResult onNewBase = onNewBase(after, request.newBase().name());
                onOld.end(onOldBase.tree());
                onNew.end(onNewBase.tree());
                return new RebaseReplay(onOldBase, onNewBase, conflicts.of(onOld, onNew));
            }
        });
    }

    /** A layer that cannot be applied to the new base could be applied to the old one, as the first replay showed. */
    private static ReplayResult onNewBase(ReplaySession after, String name) throws IOException {
        try {
            return after.finish();
        } catch (InvalidImageException e) {
            throw new UnmetRequestException(
                    name,
                    "lacks a path that the old base has and that a layer of the image needs: " + e.getMessage(),
                    e);
        }
    }
}
