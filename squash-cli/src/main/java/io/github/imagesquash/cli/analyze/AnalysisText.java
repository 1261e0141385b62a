// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.DiveScore;
import io.github.imagesquash.analyze.EntryTotals;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LargestPaths;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FateText;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.SlimLines;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.CompressedEstimate;
import io.github.imagesquash.report.SlimPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An analysis for people: layers, totals, the largest files and directories, warnings. */
final class AnalysisText {
    private final AnalysisReport report;
    private final ImageAnalysis analysis;
    private final int top;
    private final int columns;
    private final AnsiStyle ink;
    private final List<String> lines = new ArrayList<>();

    private AnalysisText(AnalysisReport report, int top, int columns, AnsiStyle ink) {
        this.report = report;
        this.analysis = report.analysis();
        this.top = top;
        this.columns = columns;
        this.ink = ink;
    }

    /**
     * The lines.
     *
     * @param top the maximum length of a list
     */
    static List<String> lines(AnalysisReport report, int top, int columns, AnsiStyle ink) {
        return new AnalysisText(report, top, columns, ink).lines();
    }

    private List<String> lines() {
        addLayers();
        lines.add("");
        addTotals();
        addFiles("largest files", LargestPaths.keptFiles(analysis, top), LargestPaths.keptTotal(analysis), false);
        addDirectories();
        addFiles("largest lost files", LargestPaths.lostFiles(analysis, top), LargestPaths.lostTotal(analysis), true);
        DropPreviewText.tables(report.drops()).forEach(this::addApart);
        report.packages().ifPresent(found -> PackagesText.tables(found, top).forEach(this::addApart));
        report.slim().ifPresent(this::addSlim);
        report.duplicates().ifPresent(found -> DuplicatesText.tables(found, top).forEach(this::addApart));
        addSecrets();
        List<String> warnings = WarningLines.of(report.warnings());
        if (!warnings.isEmpty()) {
            lines.add("");
            warnings.forEach(warning -> lines.add(ink.alert(warning)));
        }
        return lines;
    }

    private void addSlim(SlimPreview slim) {
        lines.add("");
        if (slim.refusal().isEmpty()) {
            lines.addAll(SlimLines.of(slim.packages(), columns));
        } else {
            lines.add("--slim is not possible: " + slim.refusal());
        }
    }

    private void addSecrets() {
        List<String> secrets = SecretsText.lines(report.secrets());
        if (!secrets.isEmpty()) {
            lines.add("");
            lines.add(ink.alert(secrets.getFirst()));
            lines.addAll(secrets.subList(1, secrets.size()));
        }
    }

    private void addLayers() {
        TextTable table = new TextTable("layer", "size", "content", "overwritten", "deleted", "hidden", "created by");
        for (AnalysedLayer layer : analysis.layers()) {
            table.add(
                    Integer.toString(layer.number()),
                    ByteSizes.text(layer.uncompressedBytes()),
                    ByteSizes.text(layer.content().bytes()),
                    lost(layer.overwritten()),
                    lost(layer.deleted()),
                    lost(layer.hidden()),
                    HistoryStep.parse(layer.createdBy()).shown());
        }
        add(table);
    }

    private static String lost(EntryTotals tally) {
        return tally.bytes() == 0 ? "-" : ByteSizes.text(tally.bytes());
    }

    private void addTotals() {
        DiveScore dive = analysis.dive();
        lines.add("content      " + ByteSizes.text(analysis.contentBytes()) + " in "
                + Numbers.counted(analysis.entries().size(), "entry", "entries") + " of "
                + Numbers.counted(analysis.layers().size(), "layer") + ", "
                + (analysis.lostBytes() == 0
                        ? "nothing lost"
                        : "of which " + ByteSizes.text(analysis.lostBytes()) + " is lost: no container sees it"));
        String reclaimable = "reclaimable  " + reclaimable();
        lines.add(report.reclaimableBytes() > 0 ? ink.alert(reclaimable) : reclaimable);
        report.estimate().ifPresent(estimate -> lines.add("compressed   " + compressed(estimate)));
        lines.add("efficiency   " + percent(analysis.efficiency()) + "; dive computes "
                + percent(dive.efficiency())
                + ", and counts " + ByteSizes.text(dive.wastedBytes()) + " as wasted"
                // dive counts what is wasted in the base as well, which can be more than all layers above it.
                + (dive.userWastedRatio() > 1
                        ? ""
                        : ", " + percent(dive.userWastedRatio()) + " of the layers above the base"));
        report.duplicates().ifPresent(found -> lines.add(DuplicatesText.total(found)));
        report.pull().ifPresent(costs -> lines.addAll(PullText.lines(costs)));
    }

    private String reclaimable() {
        String change = ByteSizes.text(report.image().uncompressedBytes()) + " of tars would become "
                + ByteSizes.text(report.squashedBytes());
        return report.reclaimableBytes() > 0
                ? ByteSizes.text(report.reclaimableBytes()) + " before compression: " + change
                : "nothing: " + change;
    }

    private static String compressed(CompressedEstimate estimate) {
        String with = " with " + estimate.compression() + " " + estimate.level() + ": "
                + ByteSizes.text(estimate.layersBytes()) + " of layers would become "
                + ByteSizes.text(estimate.squashedBytes());
        return (estimate.reclaimableBytes() > 0 ? ByteSizes.text(estimate.reclaimableBytes()) : "nothing") + with;
    }

    private void addFiles(String heading, List<LayerEntry> files, EntryTotals all, boolean lost) {
        if (files.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("size", "layer", heading);
        for (LayerEntry file : files) {
            String fate = lost ? " (" + FateText.sentence(file.fate()) + ")" : "";
            table.add(ByteSizes.text(file.bytes()), Integer.toString(file.layer()), file.path() + fate);
        }
        long more = all.entries() - files.size();
        if (more > 0) {
            long shown = files.stream().mapToLong(LayerEntry::bytes).sum();
            table.add(ByteSizes.text(all.bytes() - shown), "", "and " + Numbers.count(more) + " more");
        }
        addApart(table);
    }

    private void addDirectories() {
        List<LargestPaths.DirectorySize> directories = LargestPaths.directories(analysis, top);
        if (directories.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("size", "lost", "largest directories");
        for (LargestPaths.DirectorySize directory : directories) {
            String lost = directory.lostBytes() == 0 ? "-" : ByteSizes.text(directory.lostBytes());
            table.add(
                    ByteSizes.text(directory.keptBytes()),
                    lost,
                    directory.path().toString());
        }
        addApart(table);
    }

    private void addApart(TextTable table) {
        lines.add("");
        add(table);
    }

    private void add(TextTable table) {
        List<String> rows = table.lines(columns);
        lines.add(ink.bold(rows.getFirst()));
        lines.addAll(rows.subList(1, rows.size()));
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }
}
