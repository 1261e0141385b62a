package io.github.imagesquash.cli;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.AnalysisRequest;
import io.github.imagesquash.report.AnalysisReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

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
        ProgressDisplay progress = ProgressDisplay.of(command.display, shell, values);
        AnalysisRequest request = request();
        int top = top();
        AnalysisReport report;
        try (ProgressBars bars = progress.bars()) {
            report = Analysis.run(request, bars);
        }
        print(report, top);
        return 0;
    }

    private AnalysisRequest request() {
        if (command.analysis.entries && !command.display.json) {
            throw values.wrongUsage("--entries has no meaning without --json");
        }
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input =
                reading.input("IMAGE", command.image, "docker save app:1 | squash analyze -", command.registries);
        SelectionOptions selection = command.selection;
        AnalysisRequest defaults = AnalysisRequest.of(input.source());
        return new AnalysisRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.replay(command.replay),
                reading.limits(command.resources),
                command.analysis.check,
                reading.temporaryDirectory(command.resources, defaults.temporaryDirectory()),
                reading.threads(command.resources, defaults.threads()));
    }

    private int top() {
        String top = command.analysis.top;
        return switch (top) {
            case "" -> DEFAULT_TOP;
            case "0" -> 0;
            default -> (int) values.positive("--top", top, Integer.MAX_VALUE);
        };
    }

    private void print(AnalysisReport report, int top) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8));
        if (command.display.json) {
            AnalysisJson.write(report, top, command.analysis.entries, out);
        } else if (!command.display.quiet) {
            Ink ink = Ink.of(shell);
            for (String line : AnalysisText.lines(report, top, shell.columns(), ink)) {
                out.write(line + "\n");
            }
        }
        out.flush();
    }
}
