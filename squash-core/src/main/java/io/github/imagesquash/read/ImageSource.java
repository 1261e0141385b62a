// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.util.List;

/** Something that holds images. The layers that it gives out can be read until it is closed. */
public interface ImageSource extends AutoCloseable {
    /** What messages call it. */
    String where();

    /**
     * Picks an image and finds its layers. Control files are verified by digest and size; the layers are read no further
     * than to see how they are compressed.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if parts of it are missing, or the source contradicts itself
     * @throws io.github.imagesquash.message.UnmetRequestException if there is no such image or more than one, or it is for
     *     Windows
     */
    Image select(ImageSelector selection) throws IOException;

    /** As {@link #select}, without looking for the layers. */
    ImageOutline outline(ImageSelector selection) throws IOException;

    /**
     * As {@link #select}, but for every platform that the image is there for. What is for another system than Linux, what
     * is listed without being there, and attestations are left out with a warning.
     *
     * @return the images, at least one, in the source's order
     */
    List<Image> selectAll(WantedImage image) throws IOException;

    /**
     * All images, each under all its names; sorted, since writers list them in any order. What is for another system than
     * Linux, and what has no name and is no image, is left out with a warning.
     *
     * @param platforms which of each image's; that an image has more than the one that is asked for is no error
     * @return at least one
     * @throws io.github.imagesquash.message.InvalidImageException if one of them cannot be selected
     */
    List<Tagged<Image>> selectEach(Platforms platforms, Preferences preferences) throws IOException;

    /**
     * Verifies that what was read is still what the source holds; to be asked when all is read.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if somebody wrote to it meanwhile
     */
    void requireUnchanged() throws IOException;

    @Override
    void close() throws IOException;
}
