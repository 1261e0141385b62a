// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import java.util.stream.Collectors;

/** The name of one image of several in a text. */
public final class ImageLabel {
    private ImageLabel() {}

    /**
     * The identity of an image among others: its names, otherwise the new digest, and the platform if there are
     * several.
     */
    public static String of(ImageReport named, SquashReport image) {
        String names = named.tags().stream()
                .map(tag -> Reference.parse(tag).familiar())
                .collect(Collectors.joining(", "));
        String label = names.isEmpty() ? image.descriptor().digest().shortForm() : names;
        return named instanceof IndexReport ? label + " for " + image.platform() : label;
    }
}
