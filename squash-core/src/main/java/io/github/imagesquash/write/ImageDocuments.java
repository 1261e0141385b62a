// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.Platform;

/**
 * What there is of an image beside its layers.
 *
 * @param config how it runs
 * @param manifest its config and layers
 * @param platform what it runs on, as an index says it
 * @param entry what an index notes of it, if there is one
 */
public record ImageDocuments(ImageConfig config, Manifest manifest, Platform platform, IndexEntry entry) {
    /** What points at the image. */
    public Descriptor descriptor() {
        return manifest.descriptor().withPlatform(platform);
    }

    /** The same in Docker's media types. */
    ImageDocuments inDockerFormat(String where) throws UnmetRequestException {
        return new ImageDocuments(config, manifest.inDockerFormat(where), platform, entry);
    }

    /** What an index of several platforms says of it. */
    Descriptor listed() {
        Descriptor plain = descriptor();
        return new Descriptor(
                plain.mediaType(), plain.digest(), plain.size(), plain.urls(), platform, entry.annotations());
    }
}
