package io.github.imagesquash.cli;

import io.github.imagesquash.oci.Printable;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.SquashReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The summary after a run: what each layer held and lost, the image before and after, what else was left out, warnings,
 * and the outcome in one line.
 */
final class ReportText {
    private static final int MOST_DROPPED = 10;

    private final SquashReport report;
    private final Placed placed;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    private ReportText(SquashReport report, Placed placed, int columns) {
        this.report = report;
        this.placed = placed;
        this.columns = columns;
    }

    /**
     * The summary, each line ended by {@code \n}.
     *
     * @param placed where the new image is now
     * @param columns the width of tables
     */
    static String text(SquashReport report, Placed placed, int columns) {
        return new ReportText(report, placed, columns).text();
    }

    private String text() {
        addLayers();
        lines.add("");
        addTotals();
        lines.add("");
        int before = lines.size();
        addDropped();
        lines.addAll(WarningLines.of(report.warnings()));
        if (lines.size() > before) {
            lines.add("");
        }
        lines.add(outcome());
        lines.add(
                report.verified() ? "verified: read back and compared with the source" : "not verified (--no-verify)");
        addPlace();
        return String.join("\n", lines) + "\n";
    }

    private void addLayers() {
        TextTable table = new TextTable("layer", "size", "entries", "removed", "overwritten", "created by");
        for (LayerSummary layer : report.layers()) {
            table.add(
                    Integer.toString(layer.number()),
                    ByteSizes.text(layer.uncompressedBytes()),
                    count(layer.entries()),
                    lost(layer.removedEntries(), layer.removedBytes()),
                    lost(layer.overwrittenEntries(), layer.overwrittenBytes()),
                    step(layer.createdBy()));
        }
        lines.addAll(table.lines(columns));
    }

    private void addTotals() {
        TextTable table = new TextTable("      ", "layers", "entries", "uncompressed", "stored", "");
        addTotal(table, "before", report.before());
        addTotal(table, " after", report.after());
        lines.addAll(table.lines(columns));
    }

    private static void addTotal(TextTable table, String name, ImageSummary image) {
        table.add(
                name,
                count(image.layers()),
                count(image.entries()),
                ByteSizes.text(image.uncompressedBytes()),
                ByteSizes.text(image.storedBytes()),
                "");
    }

    private void addDropped() {
        List<SquashReport.Dropped> dropped = report.dropped();
        dropped.stream()
                .limit(MOST_DROPPED)
                .map(one -> "left out: " + one.path() + " (" + ByteSizes.text(one.bytes()) + "): " + one.reason())
                .forEach(lines::add);
        if (dropped.size() > MOST_DROPPED) {
            lines.add("left out: " + count(dropped.size() - MOST_DROPPED) + " more; --json lists all");
        }
    }

    private String outcome() {
        String name = report.tags().isEmpty()
                ? report.source()
                : familiar(report.tags().getFirst());
        return name + ": " + total(report.before()) + " → " + total(report.after()) + " (" + change() + ") in "
                + time(report.elapsed());
    }

    private static String total(ImageSummary image) {
        return count(image.layers())
                + (image.layers() == 1 ? " layer, " : " layers, ")
                + ByteSizes.text(image.storedBytes());
    }

    private String change() {
        long before = report.before().storedBytes();
        long after = report.after().storedBytes();
        if (before == after || before == 0) {
            return before == after ? "same size" : ByteSizes.text(after) + " larger";
        }
        double percent = 100.0 * Math.abs(before - after) / before;
        String amount = percent < 1 ? "less than 1" : count(Math.round(percent));
        return amount + " % " + (after < before ? "smaller" : "larger");
    }

    private void addPlace() {
        if (placed.pushed().isEmpty()) {
            lines.add(placed.sentence() + otherNames());
        }
        placed.pushed().forEach(name -> lines.add("pushed to " + name));
    }

    private String otherNames() {
        if (report.tags().size() < 2) {
            return "";
        }
        return ", also named "
                + String.join(
                        ", ",
                        report.tags().stream().skip(1).map(ReportText::familiar).toList());
    }

    private static String familiar(String tag) {
        return Reference.parse(tag).familiar();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String lost(long entries, long bytes) {
        if (entries == 0) {
            return "-";
        }
        return bytes == 0 ? count(entries) : count(entries) + " (" + ByteSizes.text(bytes) + ")";
    }

    /** The step of the Dockerfile, without what the builder put around it. */
    private static String step(String createdBy) {
        String step = createdBy
                .replaceAll("\\s+", " ")
                .replaceFirst("^/bin/sh -c #\\(nop\\) ", "")
                .replaceFirst("^(RUN )?/bin/sh -c ", "RUN ")
                .replaceFirst(" # buildkit$", "")
                .strip();
        return Printable.of(step.getBytes(StandardCharsets.UTF_8));
    }

    private static String time(Duration elapsed) {
        return elapsed.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : elapsed.toMinutes() + " min " + elapsed.toSecondsPart() + " s";
    }
}
