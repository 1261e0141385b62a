// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.cli.text.OutputLocationText;
import io.github.imagesquash.cli.text.SizeText;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SizeChange;
import io.github.imagesquash.report.SizeChange.Bytes;
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
        lines.addAll(text.outcome(placed.engine()));
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

    /** One line if old and new are stored alike, otherwise one for squashing and one for the compression. */
    private List<String> outcome(boolean engine) {
        SizeChange change =
                report instanceof BundleReport bundle ? SizeChange.of(bundle) : SizeChange.of(report.platforms());
        boolean known = change.unread() == 0;
        if (engine && known) {
            return List.of(outcome(change.squashed()));
        }
        if (change.isSameCompression()) {
            return List.of(outcome(change.stored()));
        }
        String which = known ? "" : ", in the layers that were read";
        return List.of(
                name() + ": " + counts(BundleReport::before, SquashReport::before) + " → "
                        + counts(BundleReport::after, SquashReport::after) + " in " + Numbers.time(report.elapsed()),
                "squashed: " + sizes(change.squashed(), " before compression", "") + which,
                "stored: "
                        + sizes(
                                change.stored(),
                                " " + SizeText.compression(change.compressionAfter()),
                                " " + SizeText.compression(change.compressionBefore())));
    }

    private String outcome(Bytes size) {
        return name() + ": " + counts(BundleReport::before, SquashReport::before) + ", "
                + ByteSizes.text(size.before()) + " → " + counts(BundleReport::after, SquashReport::after) + ", "
                + ByteSizes.text(size.after()) + " (" + SizeText.change(size) + ") in "
                + Numbers.time(report.elapsed());
    }

    private static String sizes(Bytes size, String after, String before) {
        return ByteSizes.text(size.before()) + before + " → " + ByteSizes.text(size.after()) + after + " ("
                + SizeText.change(size) + ")";
    }

    private String name() {
        return report instanceof BundleReport || report.tags().isEmpty()
                ? report.source()
                : Reference.parse(report.tags().getFirst()).familiar();
    }

    private String counts(Function<BundleReport, BundleTotal> total, Function<SquashReport, ImageSummary> time) {
        return switch (report) {
            case BundleReport bundle ->
                Numbers.counted(bundle.images().size(), "image") + ", "
                        + Numbers.counted(total.apply(bundle).layers(), "layer");
            case IndexReport index -> Numbers.counted(index.images().size(), "platform") + ", " + layers(time);
            case SquashReport _ -> layers(time);
        };
    }

    private String layers(Function<SquashReport, ImageSummary> time) {
        return Numbers.counted(
                report.platforms().stream()
                        .mapToLong(image -> time.apply(image).layers())
                        .sum(),
                "layer");
    }
}
