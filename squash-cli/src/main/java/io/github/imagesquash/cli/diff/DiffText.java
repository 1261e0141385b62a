// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

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
import java.util.stream.Stream;

/** Differences as lines to read and to grep: {@code + path}, {@code - path}, {@code ~ path: what A → B}; then a summary. */
final class DiffText {
    private final DiffReport report;

    private DiffText(DiffReport report) {
        this.report = report;
    }

    /** Writes the lines, each ended by {@code \n}; does not close {@code out}. */
    static void write(DiffReport report, Writer out) throws IOException {
        DiffText text = new DiffText(report);
        for (PathDifference difference : report.files()) {
            out.write(line(difference) + "\n");
        }
        for (ConfigChange change : report.config()) {
            out.write(line(change) + "\n");
        }
        out.write(text.summary() + "\n");
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
            case PathDifference.Added added -> "+ " + added.path();
            case PathDifference.Removed removed -> "- " + removed.path();
            case PathDifference.Changed changed ->
                "~ " + changed.path() + ": "
                        + changed.changes().stream()
                                .map(AttributeChange::toString)
                                .collect(Collectors.joining(", "));
        };
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
        return images + " differ: "
                + Stream.of(
                                of(PathDifference.Added.class, "added"),
                                of(PathDifference.Removed.class, "removed"),
                                of(PathDifference.Changed.class, "changed"))
                        .collect(Collectors.joining(", "))
                + " of " + count(report.paths(), "path", "paths")
                + "; " + count(report.config().size(), "key", "keys") + " of the config";
    }

    private static String side(DiffReport.Side side) {
        return side.source() + " (" + count(side.image().layers(), "layer", "layers") + ")";
    }

    private String of(Class<? extends PathDifference> kind, String word) {
        return count(report.files().stream().filter(kind::isInstance).count()) + " " + word;
    }

    private static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
