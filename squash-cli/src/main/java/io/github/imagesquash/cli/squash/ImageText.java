// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.DroppedText;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.SlimLines;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** The summary of one image: its layers and their losses, before and after, and what was left out or changed. */
final class ImageText {
    /** The placeholder for an unknown figure. */
    static final String UNKNOWN = "?";

    private final SquashReport report;
    private final boolean pushing;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    private ImageText(SquashReport report, boolean pushing, int columns) {
        this.report = report;
        this.pushing = pushing;
        this.columns = columns;
    }

    /**
     * The lines, an empty one after each paragraph.
     *
     * @param pushing whether the image goes to a registry
     */
    static List<String> lines(SquashReport report, boolean pushing, int columns) {
        return new ImageText(report, pushing, columns).lines();
    }

    private List<String> lines() {
        addLayers();
        lines.add("");
        addTotals();
        lines.addAll(ResultText.lines(report, pushing, columns));
        addUnread();
        lines.addAll(ReuseText.lines(report));
        lines.add("");
        int before = lines.size();
        report.slim().ifPresent(slim -> {
            lines.addAll(SlimLines.of(slim, columns));
            lines.add("");
        });
        lines.addAll(DroppedText.lines(report.dropped(), columns));
        lines.addAll(DroppedText.kept(report.kept()));
        lines.addAll(DroppedText.hidden(report.hidden()));
        lines.addAll(DroppedText.flagged(report.flagged()));
        lines.addAll(EditLines.of(report));
        lines.addAll(WarningLines.of(report.warnings()));
        if (lines.size() > before) {
            lines.add("");
        }
        return lines;
    }

    private void addLayers() {
        TextTable table = new TextTable("layer", "size", "entries", "lost", "created by");
        for (LayerSummary layer : report.layers()) {
            table.add(
                    Integer.toString(layer.number()),
                    layer.read() ? ByteSizes.text(layer.uncompressedBytes()) : UNKNOWN,
                    layer.read() ? Numbers.count(layer.entries()) : UNKNOWN,
                    lost(
                            layer.removedEntries() + layer.overwrittenEntries(),
                            layer.removedBytes() + layer.overwrittenBytes()),
                    HistoryStep.parse(layer.createdBy()).shown());
        }
        lines.addAll(table.lines(columns));
    }

    private void addTotals() {
        TextTable table = new TextTable("      ", "layers", "entries", "files", "uncompressed", "stored", "");
        addTotal(table, "before", report.before());
        addTotal(table, " after", report.after());
        lines.addAll(table.lines(columns));
    }

    /** The reason why figures are missing above. */
    private void addUnread() {
        int unread = report.before().unread();
        if (unread > 0) {
            lines.add(Numbers.counted(unread, "layer") + " kept as stored: not read, since the new one does not"
                    + " depend on " + (unread == 1 ? "it" : "them"));
        }
    }

    private static void addTotal(TextTable table, String name, ImageSummary image) {
        table.add(
                name,
                Numbers.count(image.layers()),
                image.unread() == 0 ? Numbers.count(image.entries()) : UNKNOWN,
                image.unread() == 0 ? ByteSizes.text(image.fileBytes()) : UNKNOWN,
                image.unread() == 0 ? ByteSizes.text(image.uncompressedBytes()) : UNKNOWN,
                ByteSizes.text(image.storedBytes()),
                "");
    }

    private static String lost(long entries, long bytes) {
        if (entries == 0) {
            return "-";
        }
        return bytes == 0 ? Numbers.count(entries) : Numbers.count(entries) + " (" + ByteSizes.text(bytes) + ")";
    }
}
