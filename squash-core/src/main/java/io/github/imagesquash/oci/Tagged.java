// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.List;
import java.util.function.Function;

/**
 * An image at some stage of a run, for each of its platforms.
 *
 * @param <T> the image for one platform at this stage
 * @param tags what the platforms are called together; may be none
 * @param platforms the image for one platform or for several, at least one, in the source's order
 */
public record Tagged<T>(ImageTags tags, List<T> platforms) {
    public Tagged {
        platforms = List.copyOf(platforms);
    }

    /** The same image at another stage. */
    public <R> Tagged<R> map(Function<? super T, ? extends R> step) {
        return new Tagged<>(tags, platforms.stream().<R>map(step).toList());
    }
}
