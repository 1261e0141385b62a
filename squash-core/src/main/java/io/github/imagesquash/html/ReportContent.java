// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.SizeChange;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a page.
 *
 * @param title the image's name
 * @param subtitle its description, in one line
 * @param program the program that made the page, with its version
 * @param command the command line that made it; empty if unknown
 * @param actions what to do, the best first
 * @param figures the figures at the top
 * @param notes notes for the reader, a sentence each
 * @param layers the layers, base first
 * @param entries every entry of every layer, with what became of it
 * @param tables further tables; empty ones are left out
 */
public record ReportContent(
        String title,
        String subtitle,
        String program,
        String command,
        List<PageAction> actions,
        List<Figure> figures,
        List<String> notes,
        List<LayerStep> layers,
        List<LayerEntry> entries,
        List<Table> tables) {

    public ReportContent {
        actions = List.copyOf(actions);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
        layers = List.copyOf(layers);
        entries = List.copyOf(entries);
        tables = tables.stream()
                .filter(table -> table.columns().getFirst().rows() > 0)
                .toList();
    }

    /** The page for an analysed image: the result that squashing would give. */
    public static ReportContent of(AnalysisReport report, String program) {
        ImageSummary image = report.image();
        List<Figure> figures = List.of(
                Figure.of("Stored", NumberFormat.BYTES, image.storedBytes()),
                new Figure(
                        "Uncompressed, squashed",
                        NumberFormat.BYTES,
                        image.uncompressedBytes(),
                        report.squashedBytes()),
                new Figure("Layers, squashed", NumberFormat.COUNT, image.layers(), 1),
                efficiency(report.analysis()));
        return new ReportContent(
                report.source(),
                subtitle(report.platform(), image),
                program,
                "",
                List.of(),
                figures,
                notes(report.warnings()),
                layers(report.analysis()),
                report.analysis().entries(),
                tables(report));
    }

    /**
     * The page for a squashed image.
     *
     * @param report the report of a request with analysis
     */
    public static ReportContent of(SquashReport report, String program) {
        ImageAnalysis analysis = report.analysis();
        ImageSummary before = report.before();
        ImageSummary after = report.after();
        SizeChange change = SizeChange.of(report);
        List<Figure> figures = List.of(
                new Figure(
                        "Squashed, before compression",
                        NumberFormat.BYTES,
                        change.squashed().before(),
                        change.squashed().after()),
                new Figure(
                        change.storedName().replaceFirst("stored", "Stored"),
                        NumberFormat.BYTES,
                        change.stored().before(),
                        change.stored().after()),
                new Figure("Layers", NumberFormat.COUNT, before.layers(), after.layers()),
                new Figure("Entries", NumberFormat.COUNT, before.entries(), after.entries()),
                efficiency(analysis));
        return new ReportContent(
                report.tags().isEmpty()
                        ? report.source()
                        : Reference.parse(report.tags().getFirst()).familiar(),
                subtitle(report.platform(), after),
                program,
                "",
                List.of(),
                figures,
                notes(report.warnings()),
                layers(analysis),
                analysis.entries(),
                tables(report));
    }

    /** This content with the command line that asked for it and with what to do. */
    public ReportContent with(String line, List<PageAction> todo) {
        return new ReportContent(title, subtitle, program, line, todo, figures, notes, layers, entries, tables);
    }

    private static List<Table> tables(SquashReport report) {
        List<Table> tables =
                new ArrayList<>(List.of(DropTable.of(report.analysis().entries()), NewLayersTable.of(report.result())));
        tables.addAll(SlimTables.of(report.slim()));
        return tables;
    }

    private static List<Table> tables(AnalysisReport report) {
        List<Table> tables =
                new ArrayList<>(List.of(DropTable.of(report.analysis().entries())));
        tables.addAll(FindingTables.of(report));
        return tables;
    }

    private static Figure efficiency(ImageAnalysis analysis) {
        // Rounded down, so that an imperfect value does not look perfect.
        return Figure.of("Used by containers", NumberFormat.PER_MILLE, (long) (analysis.efficiency() * 1000));
    }

    private static String subtitle(String platform, ImageSummary image) {
        return platform + ", image ID " + image.configDigest();
    }

    private static List<String> notes(List<Warnings.Tally> warnings) {
        return warnings.stream().map(Warnings.Tally::text).toList();
    }

    private static List<LayerStep> layers(ImageAnalysis analysis) {
        return analysis.layers().stream().map(ReportContent::layer).toList();
    }

    private static LayerStep layer(AnalysedLayer layer) {
        return new LayerStep(layer.createdBy(), layer.content().entries() + layer.whiteouts());
    }
}
