// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.cli.text.OutputLocationText;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The summary after a run: the result for each image, and the outcome in one line. */
public final class ReportText {
    private final RunReport report;

    private ReportText(RunReport report) {
        this.report = report;
    }

    /**
     * The summary, each line ended by {@code \n}.
     *
     * @param placed the place of the new image
     * @param columns the width of tables
     */
    public static String text(RunReport report, OutputLocation placed, int columns) {
        ReportText text = new ReportText(report);
        List<String> lines = new ArrayList<>(text.images(placed.registry(), columns));
        lines.add(text.outcome());
        lines.add(
                report.platforms().getFirst().verified()
                        ? "verified: read back and compared with the source"
                        : "not verified (--no-verify)");
        lines.addAll(OutputLocationText.lines(placed, report instanceof BundleReport ? List.of() : report.tags()));
        return String.join("\n", lines) + "\n";
    }

    private List<String> images(boolean pushing, int columns) {
        return switch (report) {
            case SquashReport image -> ImageText.lines(image, pushing, columns);
            case IndexReport index -> {
                List<String> lines = new ArrayList<>();
                for (SquashReport image : index.images()) {
                    lines.add(image.platform());
                    lines.addAll(ImageText.lines(image, pushing, columns));
                }
                List<String> warnings = WarningLines.of(index.warnings());
                lines.addAll(warnings);
                if (!warnings.isEmpty()) {
                    lines.add("");
                }
                yield lines;
            }
            case BundleReport bundle -> new BundleText(bundle).lines(columns);
        };
    }

    private String outcome() {
        if (report instanceof BundleReport bundle) {
            BundleText text = new BundleText(bundle);
            String change = change(bundle.before().storedBytes(), bundle.after().storedBytes());
            return outcome(report.source(), text.total(bundle.before()), text.total(bundle.after()), change);
        }
        String name = report.tags().isEmpty()
                ? report.source()
                : familiar(report.tags().getFirst());
        String change = change(bytes(SquashReport::before), bytes(SquashReport::after));
        return outcome(name, total(SquashReport::before), total(SquashReport::after), change);
    }

    private String outcome(String name, String before, String after, String change) {
        return name + ": " + before + " → " + after + " (" + change + ") in " + Numbers.time(report.elapsed());
    }

    private String total(Function<SquashReport, ImageSummary> time) {
        String platforms = report instanceof IndexReport index
                ? Numbers.counted(index.images().size(), "platform") + ", "
                : "";
        long layers = report.platforms().stream()
                .mapToLong(image -> time.apply(image).layers())
                .sum();
        return platforms + Numbers.counted(layers, "layer") + ", " + ByteSizes.text(bytes(time));
    }

    private long bytes(Function<SquashReport, ImageSummary> time) {
        return report.platforms().stream()
                .mapToLong(image -> time.apply(image).storedBytes())
                .sum();
    }

    private static String change(long before, long after) {
        if (before == after || before == 0) {
            return before == after ? "same size" : ByteSizes.text(after) + " larger";
        }
        double percent = 100.0 * Math.abs(before - after) / before;
        String amount = percent < 1 ? "less than 1" : Numbers.count(Math.round(percent));
        return amount + " % " + (after < before ? "smaller" : "larger");
    }

    private static String familiar(String tag) {
        return Reference.parse(tag).familiar();
    }
}
