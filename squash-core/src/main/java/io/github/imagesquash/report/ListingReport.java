// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.files.ListedFile;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * Files of an image.
 *
 * @param source the source of the image
 * @param platform the platform of the image, such as {@code linux/amd64}
 * @param path the listed file or directory, without links on the way
 * @param isDirectory whether it is a directory, whose content is listed
 * @param files the files, names ascending as bytes, a directory before its content
 * @param warnings doubtful parts of the image
 */
public record ListingReport(
        String source,
        String platform,
        ImagePath path,
        boolean isDirectory,
        List<ListedFile> files,
        List<Warnings.Tally> warnings) {
    public ListingReport {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
