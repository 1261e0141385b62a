// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.Gate.Figure;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.GateValues;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.PageOptions;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.run.ActionLines;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One analysis. */
final class AnalyzeRun implements CommandRun<AnalysisRequest, AnalysisReport> {
    private static final int DEFAULT_TOP = 10;

    private final AnalyzeCommand command;
    private final Shell shell;
    private final OptionValues values;
    private final int top;
    private final GateValues gates;

    AnalyzeRun(AnalyzeCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
        this.top = top(command.analysis.top, values);
        this.gates = GateValues.of(command.gates, values);
    }

    @Override
    public ResultFiles<AnalysisReport> files(AnalysisRequest request) throws IOException {
        return ResultFiles.ofAnalysis(command.pages, this::verdicts, input().commands(), claims(request), values);
    }

    @Override
    public AnalysisReport run(AnalysisRequest request, ProgressListener progress) throws IOException {
        return Analysis.run(request, progress);
    }

    @Override
    public boolean opensPage() {
        return command.pages.open;
    }

    private FileClaims claims(AnalysisRequest request) {
        FileClaims claims = new FileClaims(values);
        claims.read("IMAGE", request.source());
        claims.read("--dive-ci", List.of(command.gates.diveCi));
        claims.readCredentials(command.reading.registries);
        claims.writtenToStandardOutput();
        return claims;
    }

    private List<Gate.Verdict> verdicts(AnalysisReport report) {
        List<Gate.Verdict> verdicts = new ArrayList<>();
        gates.gates().forEach(gate -> verdicts.add(gate.judge(report.analysis())));
        if (gates.larger()) {
            long growth = -report.reclaimableBytes();
            verdicts.add(new Gate.Verdict(GateValues.LARGER, growth <= 0, new Figure.Bytes(Math.max(0, growth))));
        }
        return verdicts;
    }

    @Override
    public AnalysisRequest request() {
        if (command.analysis.entries && !command.reading.display.json) {
            throw values.wrongUsage("--entries has no meaning without --json");
        }
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = input();
        SelectionOptions selection = command.reading.selection;
        AnalysisRequest request = new AnalysisRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(command.reading.replay, command.reading.resources),
                command.analysis.check,
                extras(command.analysis, showsActions()));
        return pull(request, reading);
    }

    /** The request with what pulls need. */
    private AnalysisRequest pull(AnalysisRequest request, ReadingValues reading) {
        Optional<PullModel> speeds = new PullSpeeds(command.analysis, values).model();
        AnalysisRequest timed = speeds.map(request::withSpeeds).orElse(request);
        if (command.analysis.since.isEmpty()) {
            return timed;
        }
        if (!command.analysis.pull) {
            throw values.wrongUsage("--since has no meaning without --pull");
        }
        return timed.withSince(reading.base("--since", command.analysis.since, command.reading.registries));
    }

    private InputImage input() {
        return new ReadingValues(values, shell)
                .input(
                        "IMAGE",
                        command.argument.image,
                        "docker save app:1 | squash analyze -",
                        command.reading.registries);
    }

    private boolean showsActions() {
        PageOptions pages = command.pages;
        return !command.reading.display.quiet || pages.requestedBy().isPresent() || !pages.summary.isEmpty();
    }

    private static Set<Extra> extras(AnalyzeOptions options, boolean actions) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        add(actions, Extra.ACTIONS, extras);
        add(options.drops, Extra.DROPS, extras);
        add(options.packages, Extra.PACKAGES, extras);
        add(options.slim, Extra.SLIM, extras);
        add(options.secrets, Extra.SECRETS, extras);
        add(options.duplicates, Extra.DUPLICATES, extras);
        add(options.estimate, Extra.ESTIMATE, extras);
        add(options.pull, Extra.PULL, extras);
        return extras;
    }

    private static void add(boolean wanted, Extra extra, Set<Extra> extras) {
        if (wanted) {
            extras.add(extra);
        }
    }

    private static int top(String top, OptionValues values) {
        return switch (top) {
            case "" -> DEFAULT_TOP;
            case "0" -> 0;
            default -> (int) values.positive("--top", top, Integer.MAX_VALUE);
        };
    }

    @Override
    public void writeJson(AnalysisRequest request, AnalysisReport report, Writer out) throws IOException {
        AnalysisJson.write(report, input().commands(), verdicts(report), top, command.analysis.entries, out);
    }

    @Override
    public void writeText(AnalysisRequest request, AnalysisReport report, Writer out, PrintWriter err)
            throws IOException {
        for (String line : new ActionLines(input().commands(), AnsiStyle.of(shell)).of(report.actions())) {
            out.write(line + "\n");
        }
        out.write("\n");
        for (String line : AnalysisText.lines(report, top, shell.tableColumns(false), AnsiStyle.of(shell))) {
            out.write(line + "\n");
        }
        for (String line : GateText.paragraph(verdicts(report))) {
            out.write(line + "\n");
        }
    }

    @Override
    public void writeQuiet(AnalysisReport report, PrintWriter err) {
        GateText.failures(verdicts(report)).forEach(err::println);
    }

    @Override
    public ExitCode exitCode(AnalysisReport report) {
        return verdicts(report).stream().allMatch(Gate.Verdict::passed) ? ExitCode.DONE : ExitCode.GATE_FAILED;
    }
}
