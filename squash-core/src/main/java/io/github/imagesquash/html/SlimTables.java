// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The packages that were left out because nothing needs them, and those that stay, each with its chain. */
final class SlimTables {
    private SlimTables() {}

    /** Both tables; none if all packages stay without being judged. */
    static List<Table> of(Optional<SlimSummary> slim) {
        return slim.map(summary -> List.of(gone(summary.dropped()), kept(summary.kept())))
                .orElse(List.of());
    }

    private static Table gone(List<SlimPackage> rows) {
        return new Table(
                "Packages left out",
                List.of(
                        TableColumn.texts("Package", rows, SlimPackage::name),
                        TableColumn.texts("Version", rows, SlimPackage::version),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, SlimPackage::bytes)));
    }

    private static Table kept(List<SlimPackage> rows) {
        return new Table(
                "Packages kept",
                List.of(
                        TableColumn.texts("Package", rows, SlimPackage::name),
                        TableColumn.texts("Sure", rows, SlimPackage::strength),
                        TableColumn.texts("Because", rows, SlimTables::chain),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, SlimPackage::bytes)));
    }

    private static String chain(SlimPackage one) {
        return one.origin()
                + one.chain().stream().map(step -> " → " + step.what()).collect(Collectors.joining());
    }
}
