// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import java.util.List;
import java.util.Optional;

/**
 * The packages that an image needs, or a part of them.
 *
 * @param source the source of the image
 * @param platform the platform of the image, such as {@code linux/amd64}
 * @param explained the path or package that the user asked about; empty for the whole image
 * @param free whether that is a file of no package, which stays
 * @param file the file of a package that the user asked about, if files are judged by themselves
 * @param packages the packages in question: those of the path, or all
 * @param warnings doubtful parts of the image
 */
public record SlimReport(
        String source,
        String platform,
        String explained,
        boolean free,
        Optional<SlimFile> file,
        SlimSummary packages,
        List<Warnings.Tally> warnings) {
    public SlimReport {
        warnings = List.copyOf(warnings);
    }
}
