// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.compare.AttributeChange;
import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.report.DiffReport;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Differences as lines to read and to grep: {@code + path (size)}, {@code - path (size)}, {@code ~ path: what A → B}; then a summary. */
final class DiffText {
    private final DiffReport report;

    private DiffText(DiffReport report) {
        this.report = report;
    }

    /** Writes the lines, each ended by {@code \n}; does not close {@code out}. */
    static void write(DiffReport report, Writer out) throws IOException {
        for (PathDifference difference : report.files()) {
            out.write(line(difference) + "\n");
        }
        writeEnd(report, out);
    }

    /** Writes one line for each directory instead of one for each path. */
    static void writeStat(DiffReport report, int columns, Writer out) throws IOException {
        for (String line : DiffStat.lines(report.files(), columns)) {
            out.write(line + "\n");
        }
        writeEnd(report, out);
    }

    private static void writeEnd(DiffReport report, Writer out) throws IOException {
        for (ConfigChange change : report.config()) {
            out.write(line(change) + "\n");
        }
        out.write(new DiffText(report).summary() + "\n");
    }

    /** The warnings about the images, one line for each kind and image. */
    static List<String> warnings(DiffReport report) {
        List<String> lines = new ArrayList<>();
        for (DiffReport.Side side : List.of(report.before(), report.after())) {
            WarningLines.of(side.warnings()).stream()
                    .map(line -> side.source() + ": " + line)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String line(PathDifference difference) {
        return switch (difference) {
            case PathDifference.Added added -> "+ " + added.path() + size(added.size());
            case PathDifference.Removed removed -> "- " + removed.path() + size(removed.size());
            case PathDifference.Changed changed ->
                "~ " + changed.path() + ": "
                        + changed.changes().stream()
                                .map(AttributeChange::toString)
                                .collect(Collectors.joining(", "));
        };
    }

    private static String size(long bytes) {
        return bytes == 0 ? "" : " (" + ByteSizes.text(bytes) + ")";
    }

    private static String line(ConfigChange change) {
        String key = "config " + change.key() + ": ";
        if (change.before().isEmpty()) {
            return "+ " + key + FailureMessage.oneLine(change.after());
        }
        return change.after().isEmpty()
                ? "- " + key + FailureMessage.oneLine(change.before())
                : "~ " + key + FailureMessage.oneLine(change.before() + " → " + change.after());
    }

    private String summary() {
        String images = side(report.before()) + " and " + side(report.after());
        if (report.isEqual()) {
            return images + " are equal: " + count(report.paths(), "path", "paths");
        }
        DiffStat all = DiffStat.of(report.files());
        return images + " differ: " + all.onlyA().shown() + " only in A, "
                + all.onlyB().shown() + " only in B, " + count(all.different()) + " different of "
                + count(report.paths(), "path", "paths") + "; "
                + count(report.config().size(), "key", "keys") + " of the config";
    }

    private static String side(DiffReport.Side side) {
        return side.source() + " (" + count(side.image().layers(), "layer", "layers") + ")";
    }

    private static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
