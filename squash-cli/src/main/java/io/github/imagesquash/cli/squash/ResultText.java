// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** The summary of the new image's layers: the content of each, and how much has to be downloaded or pushed. */
final class ResultText {
    private static final String NOTHING = "-";

    private final SquashReport report;
    private final boolean pushing;

    private ResultText(SquashReport report, boolean pushing) {
        this.report = report;
        this.pushing = pushing;
    }

    /**
     * The lines, the first one empty; none if there is only one layer, which is new and not pushed.
     *
     * @param pushing whether the image goes to a registry
     */
    static List<String> lines(SquashReport report, boolean pushing, int columns) {
        return new ResultText(report, pushing).lines(columns);
    }

    private List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        boolean telling = report.result().size() > 1 || report.result().stream().anyMatch(this::isThere);
        List<String> why = GroupedText.of(report.grouping());
        if (telling || pushing || !why.isEmpty()) {
            lines.add("");
        }
        if (telling) {
            lines.addAll(table().lines(columns));
            lines.add(total());
        }
        if (telling || pushing) {
            lines.addAll(PullLines.of(report));
        }
        lines.addAll(why);
        return lines;
    }

    private TextTable table() {
        TextTable table = new TextTable("new layer", "size", "entries", "stored", pushing ? "to push" : "new", "holds");
        for (int i = 0; i < report.result().size(); i++) {
            ResultLayer layer = report.result().get(i);
            table.add(
                    Integer.toString(i + 1),
                    layer.read() ? ByteSizes.text(layer.uncompressedBytes()) : ImageText.UNKNOWN,
                    layer.read() ? Numbers.count(layer.entries()) : ImageText.UNKNOWN,
                    ByteSizes.text(layer.storedBytes()),
                    isThere(layer) ? NOTHING : ByteSizes.text(layer.storedBytes()),
                    holds(layer));
        }
        return table;
    }

    private boolean isThere(ResultLayer layer) {
        return pushing ? layer.inDestination() : layer.inSource();
    }

    private String holds(ResultLayer layer) {
        if (!layer.kept()) {
            return layer.content().isEmpty() ? "the merged part" : layer.content();
        }
        String step = report.layers().stream()
                .filter(old -> old.diffId().equals(layer.diffId()))
                .findFirst()
                .map(LayerSummary::createdBy)
                .map(HistoryStep::parse)
                .map(HistoryStep::shown)
                .orElse("");
        return step.isEmpty() ? "kept" : "kept: " + step;
    }

    private String total() {
        long all = report.result().stream().mapToLong(ResultLayer::storedBytes).sum();
        long fresh = pushing ? report.bytesToPush() : report.newBytes();
        String before = report.reuse().outcome() == Outcome.REUSED ? "the previous image" : "the source";
        String what = pushing ? "to push" : "new";
        return fresh == all
                ? ByteSizes.text(all) + ", all of it " + what
                : ByteSizes.text(fresh) + " of " + ByteSizes.text(all) + " " + what + ", "
                        + (pushing ? "the repository" : before) + " has the rest";
    }
}
