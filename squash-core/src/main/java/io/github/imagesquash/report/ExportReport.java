// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import java.util.List;

/**
 * An exported file system.
 *
 * @param source the source of the image
 * @param platform the platform of the image, such as {@code linux/amd64}
 * @param entries the number of written names
 * @param contentBytes size of the content of all files, in bytes; hard links counted once
 * @param unprivileged the number of devices and extended attributes that only root can create, and that are not in the
 *     directory
 * @param dropped the files that were left out, one for each reason
 * @param warnings doubtful parts of the image
 */
public record ExportReport(
        String source,
        String platform,
        long entries,
        long contentBytes,
        long unprivileged,
        List<SquashReport.Dropped> dropped,
        List<Warnings.Tally> warnings) {
    public ExportReport {
        dropped = List.copyOf(dropped);
        warnings = List.copyOf(warnings);
    }
}
