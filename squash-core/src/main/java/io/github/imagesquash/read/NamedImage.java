// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.ImageTags;
import java.util.List;

/**
 * One of a source's images.
 *
 * @param tags what it is called; may be none
 * @param platforms the image for one platform or for several, at least one, in the source's order
 */
public record NamedImage(ImageTags tags, List<Image> platforms) {
    public NamedImage {
        platforms = List.copyOf(platforms);
    }
}
