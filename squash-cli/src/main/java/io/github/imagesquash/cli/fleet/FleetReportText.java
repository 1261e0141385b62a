// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.FleetReport.ReportedImage;
import io.github.imagesquash.fleet.FleetReport.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A report for people: the largest and the slowest images, failures with their reasons, totals, and what to do. */
final class FleetReportText {
    private FleetReportText() {}

    static String of(FleetReport report, String plan, int columns) {
        FleetTotals totals = new FleetTotals(report, plan);
        List<String> lines = new ArrayList<>();
        if (!totals.largest().isEmpty()) {
            lines.add("largest:");
            TextTable table = new TextTable("BEFORE", "AFTER", "IMAGE");
            totals.largest()
                    .forEach(image -> table.add(
                            ByteSizes.text(image.planned().bytes()),
                            ByteSizes.text(image.after()),
                            image.planned().target().toString()));
            lines.addAll(table.lines(columns));
            lines.add("");
        }
        if (!totals.slowest().isEmpty()) {
            lines.add("slowest:");
            TextTable table = new TextTable("TIME", "IMAGE");
            totals.slowest()
                    .forEach(image ->
                            table.add(time(image), image.planned().source().toString()));
            lines.addAll(table.lines(columns));
            lines.add("");
        }
        report.in(State.FAILED).forEach(image -> lines.add("failed: " + reason(image)));
        report.in(State.INTERRUPTED).forEach(image -> lines.add("interrupted: " + reason(image)));
        report.skipped().forEach(image -> lines.add("skipped: " + image.source() + ": " + image.reason()));
        lines.add(totals.states());
        if (!report.in(State.DONE).isEmpty()) {
            lines.add("done images: " + totals.sizes());
            lines.add("with each layer once: " + totals.distinctSizes());
        }
        totals.todo().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    static String time(ReportedImage image) {
        return Numbers.time(Duration.ofMillis(Math.round(image.seconds() * 1000)));
    }

    private static String reason(ReportedImage image) {
        return image.planned().source() + ": " + image.reason();
    }
}
