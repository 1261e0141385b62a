// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ImageLabel;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** The summary of several images. */
final class BundleText {
    private final BundleReport report;

    BundleText(BundleReport report) {
        this.report = report;
    }

    /** The summary of each image, under a line with its name. */
    List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        for (ImageReport named : report.images()) {
            for (SquashReport image : named.platforms()) {
                lines.add(ImageLabel.of(named, image));
                lines.addAll(ImageText.lines(image, false, columns));
            }
            if (named instanceof IndexReport index) {
                addWarnings(WarningLines.of(index.warnings()), lines);
            }
        }
        addWarnings(WarningLines.of(report.warnings()), lines);
        return lines;
    }

    private static void addWarnings(List<String> warnings, List<String> lines) {
        lines.addAll(warnings);
        if (!warnings.isEmpty()) {
            lines.add("");
        }
    }
}
