// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import java.util.List;

/**
 * The config and digests of an image; its layers need not be present.
 *
 * @param config the config, with the diff IDs of its layers
 * @param digests the digests that identify it: of its manifest, of its config, and of the indexes that contain it
 */
public record ImageOutline(ImageConfig config, List<Digest> digests) {
    public ImageOutline {
        digests = List.copyOf(digests);
    }

    /** The outline of an image whose layers are tars, according to their media types. */
    static ImageOutline of(String where, Candidate.Stored image) throws InvalidImageException {
        new LayerStack(where, image, true).requireTars();
        return new ImageOutline(image.config(), image.digests());
    }
}
