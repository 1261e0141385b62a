// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.Gate.Figure;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.GateValues;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One analysis: request, progress, report. */
final class AnalyzeRun {
    private static final int DEFAULT_TOP = 10;

    private final AnalyzeCommand command;
    private final Shell shell;
    private final OptionValues values;

    AnalyzeRun(AnalyzeCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    /** Analyses and reports; gives the exit code. */
    int run() throws IOException {
        ProgressDisplay progress = ProgressDisplay.of(command.reading.display, shell, values);
        AnalysisRequest request = request();
        int top = top();
        GateValues gates = GateValues.of(command.gates, values);
        AnalysisReport report;
        try (ResultFiles<AnalysisReport> files =
                ResultFiles.ofAnalysis(command.analysis.page, claims(request), values)) {
            try (ProgressBars bars = progress.bars()) {
                report = Analysis.run(request, bars);
            }
            files.write(report);
        }
        List<Gate.Verdict> verdicts = verdicts(gates, report);
        print(report, top, verdicts);
        return verdicts.stream().allMatch(Gate.Verdict::passed) ? ExitCode.DONE.code() : ExitCode.GATE_FAILED.code();
    }

    private FileClaims claims(AnalysisRequest request) {
        FileClaims claims = new FileClaims(values);
        claims.read("IMAGE", request.source());
        claims.read("--dive-ci", List.of(command.gates.diveCi));
        claims.readCredentials(command.reading.registries);
        claims.writtenToStandardOutput();
        return claims;
    }

    private static List<Gate.Verdict> verdicts(GateValues gates, AnalysisReport report) {
        List<Gate.Verdict> verdicts = new ArrayList<>();
        gates.gates().forEach(gate -> verdicts.add(gate.judge(report.analysis())));
        if (gates.larger()) {
            long growth = -report.reclaimableBytes();
            verdicts.add(new Gate.Verdict(GateValues.LARGER, growth <= 0, new Figure.Bytes(Math.max(0, growth))));
        }
        return verdicts;
    }

    private AnalysisRequest request() {
        if (command.analysis.entries && !command.reading.display.json) {
            throw values.wrongUsage("--entries has no meaning without --json");
        }
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = reading.input(
                "IMAGE", command.image, "docker save app:1 | squash analyze -", command.reading.registries);
        SelectionOptions selection = command.reading.selection;
        return new AnalysisRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(command.reading.replay, command.reading.resources),
                command.analysis.check,
                extras(command.analysis));
    }

    private static Set<Extra> extras(AnalyzeOptions options) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        add(options.drops, Extra.DROPS, extras);
        add(options.packages, Extra.PACKAGES, extras);
        add(options.secrets, Extra.SECRETS, extras);
        add(options.duplicates, Extra.DUPLICATES, extras);
        add(options.estimate, Extra.ESTIMATE, extras);
        return extras;
    }

    private static void add(boolean wanted, Extra extra, Set<Extra> extras) {
        if (wanted) {
            extras.add(extra);
        }
    }

    private int top() {
        String top = command.analysis.top;
        return switch (top) {
            case "" -> DEFAULT_TOP;
            case "0" -> 0;
            default -> (int) values.positive("--top", top, Integer.MAX_VALUE);
        };
    }

    private void print(AnalysisReport report, int top, List<Gate.Verdict> verdicts) throws IOException {
        Writer out = command.reading.display.json ? shell.outJson() : shell.outText();
        if (command.reading.display.json) {
            AnalysisJson.write(report, verdicts, top, command.analysis.entries, out);
        } else if (!command.reading.display.quiet) {
            AnsiStyle ink = AnsiStyle.of(shell);
            for (String line : AnalysisText.lines(report, top, shell.columns(), ink)) {
                out.write(line + "\n");
            }
            for (String line : GateText.paragraph(verdicts)) {
                out.write(line + "\n");
            }
        } else {
            PrintWriter err = shell.errWriter();
            GateText.failures(verdicts).forEach(err::println);
        }
        out.flush();
    }
}
