// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.ImageDiff;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** One comparison. */
final class DiffRun implements CommandRun<DiffRequest, DiffReport> {
    private final DiffCommand command;
    private final Shell shell;

    DiffRun(DiffCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
    }

    @Override
    public DiffRequest request() {
        return new DiffRequests(command, shell).request();
    }

    @Override
    public DiffReport run(DiffRequest request, ProgressListener progress) throws IOException {
        return ImageDiff.run(request, progress);
    }

    @Override
    public void writeJson(DiffRequest request, DiffReport report, Writer out) throws IOException {
        DiffJson.write(report, out);
    }

    /** There may be many differences: they are written one by one, not collected as text. */
    @Override
    public void writeText(DiffRequest request, DiffReport report, Writer out, PrintWriter err) throws IOException {
        DiffText.warnings(report).forEach(err::println);
        if (command.comparison.stat) {
            DiffText.writeStat(report, shell.tableColumns(false), out);
        } else {
            DiffText.write(report, out);
        }
    }

    @Override
    public ExitCode exitCode(DiffReport report) {
        return report.isEqual() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
