package io.github.imagesquash.verify;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.replay.Replayed;
import java.time.Instant;
import java.util.List;

/**
 * What an archive should hold.
 *
 * @param source the image that it was made of
 * @param merged the source's layers, merged; what was to be removed is gone from the tree, and its files can be read
 * @param names what the image should be called
 * @param latest no time of the result is to be later; {@link Instant#MAX} keeps all
 */
public record Expectation(Image source, Replayed merged, List<Reference> names, Instant latest) {
    public Expectation {
        names = List.copyOf(names);
    }
}
