// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.util.List;

/** A source of images. Its layers can be read until it is closed. */
public interface ImageSource extends AutoCloseable {
    /** Its name in messages. */
    String where();

    /**
     * Picks an image and finds its layers. Control files are verified by digest and size; of the layers only the first
     * bytes are read, to recognise their compression.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if parts of it are missing, or the source contradicts
     *     itself
     * @throws io.github.imagesquash.message.UnmetRequestException if there is no such image or more than one, or it is
     *     for Windows
     */
    Image select(ImageSelector selection) throws IOException;

    /** As {@link #select}, without searching for the layers. */
    ImageOutline outline(ImageSelector selection) throws IOException;

    /**
     * As {@link #select}, but for every available platform of the image. Systems other than Linux, platforms that are
     * listed but missing, and attestations are left out with a warning.
     *
     * @return the images, at least one, in the source's order
     */
    List<Image> selectAll(WantedImage image) throws IOException;

    /**
     * All images, each with all its names; sorted, because writers list them in any order. Systems other than Linux,
     * and entries that have no name and are not images, are left out with a warning.
     *
     * @param platforms which of each image's; that an image has more than the one that is asked for is no error
     * @return at least one
     * @throws io.github.imagesquash.message.InvalidImageException if one of them cannot be selected
     */
    List<Tagged<Image>> selectEach(Platforms platforms, Preferences preferences) throws IOException;

    /**
     * Verifies that the source has not changed since it was read; to be called when everything is read.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if it was changed meanwhile
     */
    void requireUnchanged() throws IOException;

    @Override
    void close() throws IOException;
}
