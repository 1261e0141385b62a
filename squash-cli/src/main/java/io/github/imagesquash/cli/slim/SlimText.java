// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.SlimLines;
import io.github.imagesquash.report.SlimFile;
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
        report.file().ifPresent(file -> addFile(file, lines));
        for (SlimPackage one : report.packages().kept()) {
            lines.add(headline(one) + " stays, " + one.strength() + ":");
            addChain(one.origin(), one.chain(), lines);
        }
        for (SlimPackage one : report.packages().dropped()) {
            lines.add(headline(one) + " goes: nothing that the image runs leads to it");
        }
        return lines;
    }

    private static void addFile(SlimFile file, List<String> lines) {
        if (!file.chain().isEmpty()) {
            lines.add("file " + file.path() + " stays:");
            addChain(file.origin(), file.chain(), lines);
        } else if (file.goes()) {
            lines.add("file " + file.path() + " goes: nothing that the image runs leads to it");
        }
    }

    private static void addChain(String origin, List<SlimStep> chain, List<String> lines) {
        lines.add("  " + origin);
        for (SlimStep step : chain) {
            lines.add("    → " + step.what() + "  (" + step.strength() + ": " + step.how() + ")");
        }
    }

    private static String headline(SlimPackage one) {
        return one.headline() + " (" + ByteSizes.text(one.bytes()) + ")";
    }
}
