package io.github.imagesquash.write;

import io.github.imagesquash.oci.Digest;
import java.util.List;

/**
 * An image as it was written.
 *
 * @param manifest the digest of its OCI manifest
 * @param config the digest of its config, which Docker calls the image ID
 * @param layers its layers, base first
 */
public record WrittenImage(Digest manifest, Digest config, List<WrittenLayer> layers) {
    public WrittenImage {
        layers = List.copyOf(layers);
    }
}
