// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.read.ImageSelector;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an image to read. Begin with {@link #of}.
 *
 * @param source the source of the image
 * @param selection the image, if the source holds several
 * @param settings how the image is read
 * @param paths the files; symbolic links are followed
 */
public record ContentsRequest(Source source, ImageSelector selection, RunSettings settings, List<TypedPath> paths) {
    public ContentsRequest {
        paths = List.copyOf(paths);
    }

    /** A request with the defaults of the command line, on all processors. */
    public static ContentsRequest of(Source source, String... paths) {
        return new ContentsRequest(
                source,
                ImageSelector.ONLY,
                RunSettings.standard(),
                Stream.of(paths).map(TypedPath::new).toList());
    }
}
