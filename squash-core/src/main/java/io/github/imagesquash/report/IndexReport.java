// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Descriptor;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run on all platforms of an image.
 *
 * @param source the source, as the user named it
 * @param tags the new image's names, fully qualified; empty if it has none
 * @param descriptor the new index; the manifest if there is only one platform
 * @param images the result for each platform, in the order of the index; each has the warnings about its own layers
 * @param warnings the warnings about the image as a whole, each kind once
 * @param elapsed how long the run took
 */
public record IndexReport(
        String source,
        List<String> tags,
        Descriptor descriptor,
        List<SquashReport> images,
        List<Warnings.Tally> warnings,
        Duration elapsed)
        implements ImageReport {

    public IndexReport {
        tags = List.copyOf(tags);
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<SquashReport> platforms() {
        return images;
    }
}
