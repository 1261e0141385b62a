// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.cli.option.DisplayOptions;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.terminal.DesktopBrowser;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.AfterSuccessException;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.request.RefusedException;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Runs a command: request, progress, result files, report, exit code. Progress is erased before anything else is
 * printed.
 *
 * @param display what the user sees
 */
public record CommandRunner(DisplayOptions display, OptionValues values, Shell shell) {

    /**
     * Runs the command and returns the exit code.
     *
     * @throws AfterSuccessException if the new image was written, but a result file or the report was not
     * @throws IOException if the library fails, or if the report of a run without a new image cannot be printed
     */
    public <Q, R> int run(CommandRun<Q, R> command) throws IOException {
        ProgressDisplay progress = ProgressDisplay.of(display, shell, values);
        Q request = command.request();
        R report;
        Optional<OutputLocation> placed = Optional.empty();
        ResultFiles<R> pages = ResultFiles.none();
        try (ResultFiles<R> files = command.files(request)) {
            try (ProgressBars bars = progress.bars()) {
                report = command.run(request, bars);
            }
            if (!command.isDryRun(request)) {
                placed = command.placed(request, report);
                files.write(report, placed);
                pages = files;
            }
        } catch (RefusedException e) {
            if (display.json) {
                writeRefusal(command, e);
            }
            throw e;
        }
        try {
            print(command, request, report);
            announce(pages, command.opensPage());
        } catch (IOException e) {
            throw placed.<IOException>map(there -> new AfterSuccessException(there, "the report was not printed", e))
                    .orElse(e);
        }
        return command.exitCode(report).code();
    }

    /** Says where the pages are, and shows the one for a browser if that is requested. */
    private void announce(ResultFiles<?> pages, boolean opens) {
        if (!display.json && !display.quiet) {
            pages.written().forEach(shell.errWriter()::println);
        }
        if (opens) {
            pages.page().flatMap(page -> DesktopBrowser.open(page, shell)).ifPresent(values::warn);
        }
    }

    private void writeRefusal(CommandRun<?, ?> command, RefusedException refusal) throws IOException {
        Writer out = shell.outJson();
        command.writeJson(refusal, out);
        out.flush();
    }

    private <Q, R> void print(CommandRun<Q, R> command, Q request, R report) throws IOException {
        if (display.json) {
            Writer out = shell.outJson();
            command.writeJson(request, report, out);
            out.flush();
        } else if (display.quiet) {
            command.writeQuiet(report, shell.errWriter());
        } else {
            Writer out = command.outputIsTaken(request) ? shell.errText() : shell.outText();
            command.writeText(request, report, out, shell.errWriter());
            out.flush();
        }
    }
}
