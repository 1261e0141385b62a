// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.read.ImageSelector;

/**
 * The files of an image to list. Begin with {@link #of}.
 *
 * @param source the source of the image
 * @param selection the image, if the source holds several
 * @param settings how the image is read
 * @param path a file, or the directory whose content is listed
 * @param followed whether the path is followed if it is a symbolic link
 * @param recursive whether the content of each directory is listed too
 * @param packages whether the package databases of the distribution are read, for the owner of each file
 */
public record ListingRequest(
        Source source,
        ImageSelector selection,
        RunSettings settings,
        TypedPath path,
        boolean followed,
        boolean recursive,
        boolean packages) {

    /** The content of a directory, with the defaults of the command line, on all processors. */
    public static ListingRequest of(Source source, String path) {
        return new ListingRequest(
                source, ImageSelector.ONLY, RunSettings.standard(), new TypedPath(path), true, false, true);
    }

    /** This request with the content of each directory. */
    public ListingRequest recursively() {
        return new ListingRequest(source, selection, settings, path, followed, true, packages);
    }
}
