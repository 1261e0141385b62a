package io.github.imagesquash.cli;

import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.cli.DisplayOptions.Progress;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run: request, progress, report. */
final class SquashRun {
    private final SquashCommand command;
    private final Shell shell;
    private final Squasher squasher;

    SquashRun(SquashCommand command, Shell shell, Squasher squasher) {
        this.command = command;
        this.shell = shell;
        this.squasher = squasher;
    }

    /** Squashes and reports; progress is off the screen before anything else is printed. */
    void run() throws IOException {
        Progress progress = progress();
        SquashRequest request = new Requests(command, shell).request();
        SquashReport report;
        try (ProgressBars bars = progressBars(progress)) {
            report = squasher.run(request, bars);
        }
        print(report);
    }

    private Progress progress() {
        String typed = command.display.progress;
        return typed.isEmpty()
                ? Progress.AUTO
                : new OptionValues(command.spec.commandLine()).oneOf("--progress", typed, List.of(Progress.values()));
    }

    private ProgressBars progressBars(Progress progress) {
        if (command.display.quiet || progress == Progress.NEVER) {
            return ProgressBars.hidden();
        }
        if (shell.showsProgress()) {
            return ProgressBars.onTerminal(shell.err(), shell.columns());
        }
        return progress == Progress.ALWAYS ? ProgressBars.inLog(shell.err()) : ProgressBars.hidden();
    }

    private void print(SquashReport report) throws IOException {
        boolean archiveOnOutput = command.output.equals("-");
        String output = archiveOnOutput ? "standard output" : command.output;
        if (command.display.json) {
            write(ReportJson.text(report, output), shell.out());
        } else if (!command.display.quiet) {
            write(ReportText.text(report, output, shell.columns()), archiveOnOutput ? shell.err() : shell.out());
        }
    }

    private static void write(String text, OutputStream stream) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
