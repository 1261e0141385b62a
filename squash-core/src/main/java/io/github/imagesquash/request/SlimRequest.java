// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.slim.SlimOptions;

/**
 * The packages of an image to judge. Begin with {@link #of}.
 *
 * @param source the source of the image
 * @param selection the image, if the source holds several
 * @param settings how the image is read
 * @param options what the user knows about the image
 * @param explained a path, which begins with a slash, or the name of a package; empty for all packages
 */
public record SlimRequest(
        Source source, ImageSelector selection, RunSettings settings, SlimOptions options, String explained) {

    /** All packages, with the defaults of the command line, on all processors. */
    public static SlimRequest of(Source source) {
        return new SlimRequest(source, ImageSelector.ONLY, RunSettings.standard(), SlimOptions.PACKAGES, "");
    }

    /** This request about a path or a package. */
    public SlimRequest explaining(String asked) {
        return new SlimRequest(source, selection, settings, options, asked);
    }
}
