// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.cli.text.OutputLocationText;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.RebaseReport;
import java.util.ArrayList;
import java.util.List;

/** The summary after a rebase. */
final class RebaseText {
    private RebaseText() {}

    /** The summary, each line ended by {@code \n}. */
    static String text(RebaseReport report, OutputLocation placed) {
        List<String> lines = new ArrayList<>(WarningLines.of(report.warnings()));
        List<String> conflicts = ConflictText.lines(report.configConflicts(), report.pathConflicts());
        if (!conflicts.isEmpty()) {
            lines.add("conflicts, resolved by the options:");
            lines.addAll(conflicts);
        }
        RebaseReport.Bases bases = report.bases();
        String name = report.tags().isEmpty()
                ? report.source()
                : Reference.parse(report.tags().getFirst()).familiar();
        lines.add(name + ": " + bases.oldName() + " (" + layers(bases.oldLayers()) + ") → " + bases.newName() + " ("
                + layers(bases.newLayers()) + "), " + layers(report.layers().size() - bases.newLayers())
                + " above it kept in " + Numbers.time(report.elapsed()));
        lines.add(
                report.verified()
                        ? "verified: read back and compared with the layers of both"
                        : "not verified (--no-verify)");
        lines.addAll(OutputLocationText.lines(placed, report.tags()));
        return String.join("\n", lines) + "\n";
    }

    private static String layers(int count) {
        return Numbers.counted(count, "layer");
    }
}
