package io.github.imagesquash.cli;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The summary after a run: what became of each image, and the outcome in one line. */
final class ReportText {
    private final RunReport report;

    private ReportText(RunReport report) {
        this.report = report;
    }

    /**
     * The summary, each line ended by {@code \n}.
     *
     * @param placed where the new image is now
     * @param columns the width of tables
     */
    static String text(RunReport report, Placed placed, int columns) {
        ReportText text = new ReportText(report);
        List<String> lines = new ArrayList<>(text.images(placed.registry(), columns));
        lines.add(text.outcome());
        lines.add(
                report.platforms().getFirst().verified()
                        ? "verified: read back and compared with the source"
                        : "not verified (--no-verify)");
        lines.addAll(places(placed, report instanceof BundleReport ? List.of() : report.tags()));
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
        return name + ": " + before + " → " + after + " (" + change + ") in " + time(report.elapsed());
    }

    private String total(Function<SquashReport, ImageSummary> time) {
        String platforms =
                report instanceof IndexReport index ? counted(index.images().size(), "platform") + ", " : "";
        long layers = report.platforms().stream()
                .mapToLong(image -> time.apply(image).layers())
                .sum();
        return platforms + counted(layers, "layer") + ", " + ByteSizes.text(bytes(time));
    }

    private long bytes(Function<SquashReport, ImageSummary> time) {
        return report.platforms().stream()
                .mapToLong(image -> time.apply(image).storedBytes())
                .sum();
    }

    /** A number and what is counted, in the plural where that is right. */
    static String counted(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static String change(long before, long after) {
        if (before == after || before == 0) {
            return before == after ? "same size" : ByteSizes.text(after) + " larger";
        }
        double percent = 100.0 * Math.abs(before - after) / before;
        String amount = percent < 1 ? "less than 1" : count(Math.round(percent));
        return amount + " % " + (after < before ? "smaller" : "larger");
    }

    /** Where the new image is, a line for each place. */
    static List<String> places(Placed placed, List<String> tags) {
        return placed.pushed().isEmpty()
                ? List.of(placed.sentence() + otherNames(tags))
                : placed.pushed().stream().map(name -> "pushed to " + name).toList();
    }

    private static String otherNames(List<String> tags) {
        if (tags.size() < 2) {
            return "";
        }
        return ", also named "
                + String.join(
                        ", ", tags.stream().skip(1).map(ReportText::familiar).toList());
    }

    private static String familiar(String tag) {
        return Reference.parse(tag).familiar();
    }

    /** A number with separators. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A duration in seconds, or in minutes and seconds. */
    static String time(Duration elapsed) {
        return elapsed.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }
}
