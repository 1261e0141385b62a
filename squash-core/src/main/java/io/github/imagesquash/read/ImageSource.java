package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import java.io.IOException;
import java.util.List;

/** Something that holds images. The layers that it gives out can be read until it is closed. */
public interface ImageSource extends AutoCloseable {
    /**
     * Picks an image and finds its layers. Control files are verified by digest and size; the layers are read no further
     * than to see how they are compressed.
     *
     * @throws io.github.imagesquash.oci.InvalidArchiveException if there is no such image or more than one, if it is for
     *     Windows, if parts of it are missing, or if the source contradicts itself
     */
    Image select(Selection selection) throws IOException;

    /** As {@link #select}, without looking for the layers. */
    ImageOutline outline(Selection selection) throws IOException;

    /**
     * As {@link #select}, but for every platform that the image is there for. What is for another system than Linux, what
     * is listed without being there, and attestations are left out with a warning.
     *
     * @param selection its platform is not looked at
     * @return the images, at least one, in the source's order
     */
    List<Image> selectAll(Selection selection) throws IOException;

    /**
     * Verifies that what was read is still what the source holds; to be asked when all is read.
     *
     * @throws io.github.imagesquash.oci.InvalidArchiveException if somebody wrote to it meanwhile
     */
    void requireUnchanged() throws IOException;

    @Override
    void close() throws IOException;
}
