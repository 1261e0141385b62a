// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * An image to squash.
 *
 * @param group the name of its group
 * @param source its name
 * @param tagged the digest that the name had when it was planned
 * @param digest the digest of the manifest or index to squash: {@code tagged}, or the original of an image that was squashed
 *     in place with other options
 * @param target the name of the new image
 * @param backup the name that the old image gets; empty unless it is squashed in place
 * @param done whether the target was there, squashed from this digest with these options, when it was planned
 * @param layers the layers of all its platforms, each once
 */
public record PlannedImage(
        String group,
        Reference source,
        Digest tagged,
        Digest digest,
        Reference target,
        Optional<Reference> backup,
        boolean done,
        List<PlannedBlob> layers) {
    public PlannedImage {
        layers = List.copyOf(layers);
    }

    /** Whether the old image's name becomes the new one's. */
    public boolean inPlace() {
        return backup.isPresent();
    }

    /** The size of its layers, as stored, in bytes. */
    public long bytes() {
        return layers.stream().mapToLong(PlannedBlob::bytes).sum();
    }
}
