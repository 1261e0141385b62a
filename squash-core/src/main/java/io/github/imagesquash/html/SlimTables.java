// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimPreview;
import io.github.imagesquash.report.SlimSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages that were left out because nothing needs them, and those that stay, each with its chain. */
final class SlimTables {
    private static final String GUESSES = "Packages that only a guess keeps";

    private SlimTables() {}

    /** The tables; none if all packages stay without being judged. That of guesses is there only if there are some. */
    static List<Table> of(Optional<SlimSummary> slim) {
        return slim.map(summary -> Stream.of(
                                gone("Packages left out", summary.dropped()),
                                guesses(summary.guesses()),
                                kept("Packages kept", summary.kept()))
                        .filter(table -> !table.title().equals(GUESSES)
                                || !summary.guesses().isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The tables of an analysis: what a run would leave out and keep. */
    static List<Table> of(SlimPreview slim) {
        return List.of(
                gone("Packages that --slim leaves out", slim.packages().dropped()),
                kept("Packages that --slim keeps", slim.packages().kept()));
    }

    private static Table guesses(List<SlimPackage> rows) {
        return new Table(
                GUESSES,
                List.of(
                        TableColumn.texts("Package", rows, SlimPackage::name),
                        TableColumn.texts("Because", rows, SlimTables::chain),
                        TableColumn.texts("Removed with", rows, SlimPackage::dropOption),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, SlimPackage::bytes)));
    }

    private static Table gone(String title, List<SlimPackage> rows) {
        return new Table(
                title,
                List.of(
                        TableColumn.texts("Package", rows, SlimPackage::name),
                        TableColumn.texts("Version", rows, SlimPackage::version),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, SlimPackage::bytes)));
    }

    private static Table kept(String title, List<SlimPackage> rows) {
        return new Table(
                title,
                List.of(
                        TableColumn.texts("Package", rows, SlimPackage::name),
                        TableColumn.texts("Sure", rows, SlimPackage::strength),
                        TableColumn.texts("Because", rows, SlimTables::chain),
                        TableColumn.numbers("Files left out", NumberFormat.BYTES, rows, SlimPackage::droppedBytes),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, SlimPackage::bytes)));
    }

    private static String chain(SlimPackage one) {
        return one.origin()
                + one.chain().stream().map(step -> " → " + step.what()).collect(Collectors.joining());
    }
}
