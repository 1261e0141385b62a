// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Gives the names of images that were squashed in place back to the old images. */
public final class FleetUndo {
    private static final int THREADS = 4;

    private final RegistryClient client;

    /**
     * What was done with an image.
     *
     * @param image the image
     * @param result what was done
     */
    public record Undone(PlannedImage image, Result result) {}

    /** What was done with a name. */
    public enum Result {
        /** It is the old image's again. */
        RESTORED,
        /** It was the old image's. */
        UNCHANGED,
        /** It belongs to neither the old image nor the squashed one, and was left alone. */
        MOVED
    }

    public FleetUndo(RegistryClient client) {
        this.client = client;
    }

    /** Undoes all images of a plan that are squashed in place. */
    public List<Undone> undo(FleetPlan plan) throws IOException {
        List<PlannedImage> images =
                plan.images().stream().filter(PlannedImage::inPlace).toList();
        return ParallelCalls.map(images, THREADS, image -> new Undone(image, undo(image)));
    }

    private Result undo(PlannedImage image) throws IOException {
        RemoteImage remote = client.push(ImageAddress.of(image.source()));
        String where = remote.address().toString();
        Optional<RemoteManifest> now = remote.manifestIfPresent();
        if (now.isPresent() && now.get().digest().equals(image.digest())) {
            return Result.UNCHANGED;
        }
        Digest original = image.digest();
        boolean squashed = now.isPresent()
                && SquashState.of(now.get().bytes(), where)
                        .filter(state -> state.source().equals(original))
                        .isPresent();
        if (!squashed) {
            return Result.MOVED;
        }
        byte[] document = remote.manifest(original).bytes();
        remote.requireDigest(Optional.of(now.get().digest()));
        remote.pushManifest(ImageSquasher.typeOf(document, where), document);
        return Result.RESTORED;
    }
}
