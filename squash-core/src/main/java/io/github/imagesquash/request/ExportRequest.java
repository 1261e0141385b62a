// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.read.ImageSelector;

/**
 * The image whose file system is exported, and where to. Begin with {@link #of}.
 *
 * @param source the source of the image
 * @param selection the image, if the source holds several
 * @param settings how the image is read
 * @param filter the files to leave out
 * @param target the destination
 */
public record ExportRequest(
        Source source, ImageSelector selection, RunSettings settings, Filter filter, ExportTarget target) {

    /** All files, with the defaults of the command line, on all processors. */
    public static ExportRequest of(Source source, ExportTarget target) {
        return new ExportRequest(source, ImageSelector.ONLY, RunSettings.standard(), Filter.NONE, target);
    }

    /** This request with another filter. */
    public ExportRequest withFilter(Filter other) {
        return new ExportRequest(source, selection, settings, other, target);
    }
}
