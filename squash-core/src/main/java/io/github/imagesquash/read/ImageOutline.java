// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import java.util.List;

/**
 * What an image says of itself; its layers need not be there.
 *
 * @param config how it runs, and the diff IDs of its layers
 * @param digests what it goes by: the digests of its manifest, of its config, and of the indexes it is in
 */
public record ImageOutline(ImageConfig config, List<Digest> digests) {
    public ImageOutline {
        digests = List.copyOf(digests);
    }

    /** Of an image whose layers are tars, as far as their media types tell. */
    static ImageOutline of(String where, Candidate.Stored image) throws InvalidImageException {
        new LayerStack(where, image, true).requireTars();
        return new ImageOutline(image.config(), image.digests());
    }
}
