// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.report.AnalysisReport;

/**
 * The figures of the image that the screen always shows.
 *
 * @param name the source, as the user named it
 * @param platform such as {@code linux/amd64}
 * @param keptBytes the content that a container sees, in bytes
 * @param lostBytes the content that none sees, in bytes
 * @param reclaimableBytes what squashing saves without any mark, in bytes before compression; may be below 0
 */
record BrowsedImage(String name, String platform, long keptBytes, long lostBytes, long reclaimableBytes) {
    static BrowsedImage of(AnalysisReport report, PathTree tree) {
        return new BrowsedImage(
                report.source(),
                report.platform(),
                tree.keptBelow(PathTree.ROOT),
                report.analysis().lostBytes(),
                report.reclaimableBytes());
    }
}
