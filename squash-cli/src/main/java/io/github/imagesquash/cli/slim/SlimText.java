// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.SlimLines;
import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimReport;
import io.github.imagesquash.report.SlimStep;
import java.util.ArrayList;
import java.util.List;

/** The packages that stay and that go, for people. */
final class SlimText {
    private SlimText() {}

    /** The text, each line ended by {@code \n}. */
    static String text(SlimReport report, int columns) {
        List<String> lines =
                report.explained().isEmpty() ? SlimLines.of(report.packages(), columns) : explained(report);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> explained(SlimReport report) {
        List<String> lines = new ArrayList<>();
        if (report.free()) {
            lines.add(FailureMessage.oneLine(report.explained()) + " stays: it belongs to no package");
        }
        for (SlimPackage one : report.packages().kept()) {
            lines.add(headline(one) + " stays, " + one.strength() + ":");
            lines.add("  " + one.origin());
            for (SlimStep step : one.chain()) {
                lines.add("    → " + step.what() + "  (" + step.strength() + ": " + step.how() + ")");
            }
        }
        for (SlimPackage one : report.packages().dropped()) {
            lines.add(headline(one) + " goes: nothing that the image runs leads to it");
        }
        return lines;
    }

    private static String headline(SlimPackage one) {
        return "package " + one.name() + " " + one.version() + " (" + ByteSizes.text(one.bytes()) + ")";
    }
}
