// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.Gate.Figure;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts on gates, one line for each. */
public final class GateText {
    private GateText() {}

    /** The line, such as {@code gate lost>20MB: FAILED, 31 MB}. */
    public static String line(Gate.Verdict verdict) {
        return "gate " + verdict.gate() + ": " + (verdict.passed() ? "passed" : "FAILED") + ", "
                + found(verdict.found());
    }

    /** An empty line and a line for each; nothing if there are no gates. */
    public static List<String> paragraph(List<Gate.Verdict> verdicts) {
        return verdicts.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(""), verdicts.stream().map(GateText::line))
                        .toList();
    }

    /** The lines of those that failed. */
    public static List<String> failures(List<Gate.Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.passed())
                .map(GateText::line)
                .toList();
    }

    /** The lines of a run, in which all gates passed, each ended by {@code \n}; empty if there are none. */
    public static String passed(RunReport report) {
        Stream<String> lines = switch (report) {
            case SquashReport image -> image.gates().stream().map(GateText::line);
            case IndexReport index ->
                index.images().stream()
                        .flatMap(image -> image.gates().stream().map(gate -> image.platform() + ": " + line(gate)));
            case BundleReport bundle ->
                bundle.images().stream()
                        .flatMap(named -> named.platforms().stream()
                                .flatMap(image -> image.gates().stream()
                                        .map(gate -> ImageLabel.of(named, image) + ": " + line(gate))));
        };
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String found(Figure found) {
        return switch (found) {
            case Figure.Bytes(long bytes) -> ByteSizes.text(bytes);
            case Figure.Ratio(double ratio) -> String.format(Locale.ROOT, "%.4f", ratio);
        };
    }
}
