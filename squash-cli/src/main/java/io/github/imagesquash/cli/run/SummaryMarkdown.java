// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.advise.Remedy;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.cli.text.ImageLabel;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SizeChange;
import io.github.imagesquash.report.SquashReport;
import java.util.List;
import java.util.regex.Pattern;

/** A summary of a run in Markdown, as GitHub shows it beside a job. */
final class SummaryMarkdown {
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final StringBuilder text = new StringBuilder();

    private SummaryMarkdown(String title) {
        line("### squash: " + code(title));
        line("");
    }

    /** The images before and after, and the gates that they passed. */
    static String of(RunReport report) {
        SummaryMarkdown summary = new SummaryMarkdown(report.source());
        summary.line("| image | | before | after | |");
        summary.line("|---|---|---:|---:|---|");
        report.platforms().forEach(summary::image);
        summary.line("");
        summary.gates(report.platforms().stream()
                .flatMap(image -> image.gates().stream())
                .toList());
        return summary.text.toString();
    }

    /** The image, what to do about it, and the verdicts. */
    static String of(AnalysisReport report, List<Gate.Verdict> verdicts, PastedCommand commands) {
        SummaryMarkdown summary = new SummaryMarkdown(report.source());
        summary.line("| | before | squashed | |");
        summary.line("|---|---:|---:|---|");
        summary.sizes("| uncompressed", report.image().uncompressedBytes(), report.squashedBytes());
        summary.line("| layers | " + report.image().layers() + " | 1 | |");
        summary.line("");
        summary.actions(report.actions().best(), commands);
        summary.gates(verdicts);
        return summary.text.toString();
    }

    private void image(SquashReport image) {
        ImageSummary before = image.before();
        ImageSummary after = image.after();
        SizeChange change = SizeChange.of(image);
        String name = "| " + cell(ImageLabel.of(image, image)) + " | ";
        sizes(
                name + "squashed, before compression",
                change.squashed().before(),
                change.squashed().after());
        sizes(
                "| | " + change.storedName(),
                change.stored().before(),
                change.stored().after());
        line("| | layers | " + before.layers() + " | " + after.layers() + " | |");
    }

    private void sizes(String start, long before, long after) {
        line(start + " | " + ByteSizes.text(before) + " | " + ByteSizes.text(after) + " | " + change(before, after)
                + " |");
    }

    private static String change(long before, long after) {
        if (before == after || before == 0) {
            return "";
        }
        long percent = Math.round(100.0 * Math.abs(before - after) / before);
        return percent + " % " + (after < before ? "smaller" : "larger");
    }

    private void actions(List<Remedy> best, PastedCommand commands) {
        if (best.isEmpty()) {
            return;
        }
        line("**What to do**");
        line("");
        for (Remedy remedy : best) {
            line("1. " + remedy.text() + (remedy.saves() > 0 ? ": saves " + ByteSizes.text(remedy.saves()) : ""));
            if (remedy instanceof Remedy.Command command) {
                line("   " + code(commands.line(command.options(), command.result())));
            }
        }
        line("");
    }

    private void gates(List<Gate.Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        verdicts.forEach(verdict -> line("- " + (verdict.passed() ? "" : "**")
                + GateText.line(verdict).replace(">", "\\>") + (verdict.passed() ? "" : "**")));
        line("");
    }

    /** Text of an image, which must not be read as Markdown; between more backticks than it has in a row. */
    private static String code(String text) {
        String shown = Printable.line(text);
        int longest = BACKTICKS
                .matcher(shown)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + shown + fence : fence + " " + shown + " " + fence;
    }

    /** The same in a table, whose columns a bar would divide. */
    private static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
