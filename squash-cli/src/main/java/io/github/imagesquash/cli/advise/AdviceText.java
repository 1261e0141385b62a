// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.advise.Finding;
import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.report.AdviceReport;
import java.util.ArrayList;
import java.util.List;

/** Advice for people: the ten checks, each with its findings, their places, and what to do. */
final class AdviceText {
    private static final int BODY = 4;
    private static final int MOST_EVIDENCE = 5;
    private static final String INDENT = " ".repeat(BODY);

    private final AdviceReport report;
    private final int columns;
    private final AnsiStyle ink;
    private final List<String> lines = new ArrayList<>();

    private AdviceText(AdviceReport report, int columns, AnsiStyle ink) {
        this.report = report;
        this.columns = columns;
        this.ink = ink;
    }

    /** The lines; remedies are not wrapped, so that they can be copied. */
    static List<String> lines(AdviceReport report, int columns, AnsiStyle ink) {
        return new AdviceText(report, columns, ink).lines();
    }

    private List<String> lines() {
        report.answers().forEach(this::addAnswer);
        lines.add("");
        long ways = report.answers().stream()
                .filter(answer -> !answer.findings().isEmpty())
                .count();
        lines.add(report.source() + ", " + report.platform() + ", "
                + ByteSizes.text(report.image().uncompressedBytes()) + " in "
                + report.image().layers() + (report.image().layers() == 1 ? " layer" : " layers") + ": " + ways + " of "
                + report.answers().size() + " checks have findings, as of "
                + report.inputs().asOf());
        lines.add("a size is that of the affected content, and so the most that a remedy saves; findings overlap");
        addNotUnderstood();
        WarningLines.of(report.warnings()).forEach(warning -> lines.add(ink.alert(warning)));
        return lines;
    }

    private void addAnswer(CheckResult answer) {
        String title = ink.bold(
                String.format("%2d. ", answer.check().number()) + answer.check().title());
        lines.add(title
                + switch (answer.verdict()) {
                    case FOUND -> "";
                    case FINE -> ": fine";
                    case UNKNOWN -> ": unknown";
                });
        answer.findings().forEach(this::addFinding);
        addWrapped("(" + answer.note() + ")");
    }

    private void addFinding(Finding finding) {
        String size = finding.bytes() == 0 ? "" : ByteSizes.text(finding.bytes()) + ": ";
        int first = lines.size();
        addWrapped(size + finding.text());
        lines.subList(first, lines.size()).replaceAll(ink::alert);
        List<Evidence> shown = finding.evidence().stream().limit(MOST_EVIDENCE).toList();
        int width = shown.stream()
                .mapToInt(evidence -> size(evidence).length())
                .max()
                .orElse(0);
        for (Evidence evidence : shown) {
            String sized = width == 0 ? "" : " ".repeat(width - size(evidence).length()) + size(evidence) + "  ";
            lines.add(cut(" ".repeat(BODY + 2) + sized + evidence.text()));
        }
        finding.remedies().forEach(remedy -> lines.add(INDENT + "→ " + remedy));
    }

    private static String size(Evidence evidence) {
        return evidence.bytes() == 0 ? "" : ByteSizes.text(evidence.bytes());
    }

    private void addNotUnderstood() {
        Dockerfile dockerfile = report.inputs().dockerfile();
        dockerfile
                .notUnderstood()
                .forEach(line ->
                        lines.add(ink.alert(dockerfile.name() + ", line " + line + ": not understood, skipped")));
    }

    private void addWrapped(String text) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ")) {
            boolean begun = line.length() > BODY;
            if (begun && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT + word);
            } else {
                line.append(begun ? " " : "").append(word);
            }
        }
        lines.add(line.toString());
    }

    private String cut(String line) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
    }
}
