// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.report.AnalysisReport;

/**
 * What the screen always shows of the image.
 *
 * @param name the source, as the user named it
 * @param platform such as {@code linux/amd64}
 * @param reclaimableBytes what squashing saves without any mark, in bytes before compression; may be below 0
 */
record BrowsedImage(String name, String platform, long reclaimableBytes) {
    static BrowsedImage of(AnalysisReport report) {
        return new BrowsedImage(report.source(), report.platform(), report.reclaimableBytes());
    }
}
