// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.ImageDiff;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.DiffRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** One comparison: request, progress, differences. */
final class DiffRun {
    private final DiffCommand command;
    private final Shell shell;

    DiffRun(DiffCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
    }

    /** Compares and reports; whether the images are equal. */
    boolean run() throws IOException {
        ProgressDisplay progress =
                ProgressDisplay.of(command.display, shell, new OptionValues(command.spec.commandLine()));
        DiffRequest request = new DiffRequests(command, shell).request();
        DiffReport report;
        try (ProgressBars bars = progress.bars()) {
            report = ImageDiff.run(request, bars);
        }
        print(report);
        return report.isEqual();
    }

    /** Differences may be many: they are written one by one, not gathered as text. */
    private void print(DiffReport report) throws IOException {
        Writer out = command.display.json ? shell.outJson() : shell.outText();
        if (command.display.json) {
            DiffJson.write(report, out);
        } else if (!command.display.quiet) {
            PrintWriter err = shell.errWriter();
            DiffText.warnings(report).forEach(err::println);
            DiffText.write(report, out);
        }
        out.flush();
    }
}
