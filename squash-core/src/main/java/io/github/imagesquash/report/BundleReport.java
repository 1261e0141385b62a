// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run on all images of an archive.
 *
 * @param source the source, as the user named it
 * @param images the result for each image, sorted by name; each has the warnings about its own layers
 * @param before all old images together
 * @param after all new images together
 * @param warnings the warnings about the archive as a whole, each kind once
 * @param elapsed how long the run took
 */
public record BundleReport(
        String source,
        List<ImageReport> images,
        BundleTotal before,
        BundleTotal after,
        List<Warnings.Tally> warnings,
        Duration elapsed)
        implements RunReport {

    public BundleReport {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    /** The names of all images. */
    @Override
    public List<String> tags() {
        return images.stream().flatMap(image -> image.tags().stream()).toList();
    }

    @Override
    public List<SquashReport> platforms() {
        return images.stream().flatMap(image -> image.platforms().stream()).toList();
    }
}
