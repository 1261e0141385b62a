package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.Platform;

/**
 * What there is of an image beside its layers.
 *
 * @param config how it runs
 * @param manifest its config and layers
 * @param platform what it runs on, as an index says it
 */
public record ImageDocuments(ImageConfig config, Manifest manifest, Platform platform) {
    /** What an index says of the image. */
    public Descriptor descriptor() {
        return manifest.descriptor().withPlatform(platform);
    }
}
