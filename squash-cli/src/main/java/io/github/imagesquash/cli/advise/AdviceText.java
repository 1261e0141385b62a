// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.advise.Finding;
import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy;
import io.github.imagesquash.cli.run.ActionLines;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.ShortenedText;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.report.AdviceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Advice for people: what to do first, the ten checks as a table, and with {@code --all} every finding of each check. */
final class AdviceText {
    private static final int BODY = 4;
    private static final int WIDEST_PARAGRAPH = 100;
    private static final int MOST_EVIDENCE = 5;
    private static final String INDENT = " ".repeat(BODY);

    private final AdviceReport report;
    private final int columns;
    private final ActionLines actions;
    private final AnsiStyle ink;
    private final List<String> lines = new ArrayList<>();

    private AdviceText(AdviceReport report, int columns, ActionLines actions) {
        this.report = report;
        this.columns = columns;
        this.actions = actions;
        this.ink = actions.ink();
    }

    /**
     * The lines; commands are not wrapped, so that they can be copied.
     *
     * @param all whether every finding is shown
     */
    static List<String> lines(AdviceReport report, boolean all, int columns, ActionLines actions) {
        return new AdviceText(report, columns, actions).lines(all);
    }

    private List<String> lines(boolean all) {
        lines.add(report.source() + ", " + report.platform() + ", "
                + ByteSizes.text(report.image().uncompressedBytes()) + " in "
                + report.image().layers() + (report.image().layers() == 1 ? " layer" : " layers") + ", as of "
                + report.inputs().asOf());
        lines.add("");
        lines.addAll(actions.of(report.actions()));
        lines.add("");
        addTable();
        if (all) {
            lines.add("");
            report.answers().forEach(this::addAnswer);
            addWrapped(
                    "Sizes are those of the content that a finding is about. No remedy saves more, and findings overlap.");
        } else {
            lines.add("--all shows every finding, with its places and what to do");
        }
        addNotUnderstood();
        WarningLines.of(report.warnings()).forEach(warning -> lines.add(ink.alert(warning)));
        return lines;
    }

    private void addTable() {
        TextTable table = new TextTable("saves", "at most", "", "the ten ways");
        for (CheckResult answer : report.answers()) {
            long sure = answer.findings().stream()
                    .flatMap(finding -> finding.remedies().stream())
                    .mapToLong(Remedy::saves)
                    .max()
                    .orElse(0);
            Optional<Finding> first = answer.findings().stream().max(Comparator.comparingLong(Finding::bytes));
            table.add(
                    sure == 0 ? "-" : ByteSizes.text(sure),
                    first.filter(finding -> finding.bytes() > 0)
                            .map(finding -> ByteSizes.text(finding.bytes()))
                            .orElse("-"),
                    answer.check().number() + ".",
                    answer.check().title() + ": " + first.map(Finding::text).orElseGet(() -> verdict(answer)));
        }
        List<String> rows = table.lines(columns);
        lines.add(ink.bold(rows.getFirst()));
        lines.addAll(rows.subList(1, rows.size()));
    }

    private static String verdict(CheckResult answer) {
        return answer.verdict() == CheckResult.Verdict.UNKNOWN ? "unknown" : "fine";
    }

    private void addAnswer(CheckResult answer) {
        String title = ink.bold(
                String.format("%2d. ", answer.check().number()) + answer.check().title());
        lines.add(answer.findings().isEmpty() ? title + ": " + verdict(answer) : title);
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
            String start = " ".repeat(BODY + 2) + sized;
            lines.add(start + ShortenedText.of(evidence.text(), Math.max(1, columns - start.length())));
        }
        finding.remedies().forEach(remedy -> lines.add(INDENT + "→ " + saved(remedy) + shown(remedy)));
    }

    private String shown(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Edit edit ->
                edit.text() + (edit.lines().isEmpty() ? "" : ": " + String.join(", ", edit.lines()));
            case Remedy.Command command ->
                actions.commands().line(command.options(), command.result()) + "   # " + command.text();
        };
    }

    private static String saved(Remedy remedy) {
        return remedy.saves() == 0 ? "" : "saves " + ByteSizes.text(remedy.saves()) + ": ";
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
            if (begun && line.length() + 1 + word.length() > Math.min(columns, WIDEST_PARAGRAPH)) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT + word);
            } else {
                line.append(begun ? " " : "").append(word);
            }
        }
        lines.add(line.toString());
    }
}
