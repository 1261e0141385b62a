// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.Platform;

/**
 * The documents of an image, without its layers.
 *
 * @param config its config
 * @param manifest its manifest
 * @param platform its platform, as in an index
 * @param entry its annotations in an index, if there is one
 */
public record ImageDocuments(ImageConfig config, Manifest manifest, Platform platform, IndexEntry entry) {
    /** The descriptor of the image. */
    public Descriptor descriptor() {
        return manifest.descriptor().withPlatform(platform);
    }

    /** The same in Docker's media types. */
    ImageDocuments inDockerFormat(String where) throws UnmetRequestException {
        return new ImageDocuments(config, manifest.inDockerFormat(where), platform, entry);
    }

    /** Its descriptor in an index of several platforms. */
    Descriptor listed() {
        Descriptor plain = descriptor();
        return new Descriptor(
                plain.mediaType(), plain.digest(), plain.size(), plain.urls(), platform, entry.annotations());
    }
}
