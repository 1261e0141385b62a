// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.AfterSuccessException;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
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
        ProgressDisplay progress =
                ProgressDisplay.of(command.display, shell, new OptionValues(command.spec.commandLine()));
        SquashRequest request = new SquashRequests(command, shell).request();
        RunReport report;
        try (ResultFiles<RunReport> files = ResultFiles.of(
                command.results, command.sync, claims(request), new OptionValues(command.spec.commandLine()))) {
            try (ProgressBars bars = progress.bars()) {
                report = squasher.run(request, bars);
            } catch (SeveralImagesException e) {
                throw new AllImagesRules(command, new OptionValues(command.spec.commandLine())).refusal(e);
            }
            if (!request.dryRun()) {
                files.write(report, OutputLocation.of(request.destination(), report));
            }
        }
        try {
            print(request, report);
        } catch (IOException e) {
            if (request.dryRun()) {
                throw e;
            }
            throw new AfterSuccessException(
                    OutputLocation.of(request.destination(), report), "the report was not printed", e);
        }
    }

    private FileClaims claims(SquashRequest request) {
        FileClaims claims = new FileClaims(new OptionValues(command.spec.commandLine()));
        claims.read("IMAGE", request.source());
        claims.read(request.layers());
        claims.read(request.grouping());
        claims.read("--rules", command.filter.rules);
        claims.read("--exclude-from", command.filter.excludedFrom);
        claims.read("--dive-ci", List.of(command.safeguards.diveCi));
        claims.readCredentials(command.registries);
        claims.written(request.destination());
        return claims;
    }

    private void print(SquashRequest request, RunReport report) throws IOException {
        OutputLocation there = OutputLocation.of(request.destination(), report);
        OutputLocation placed = request.dryRun() ? there.tried() : there;
        if (command.display.json) {
            shell.printJson(ReportJson.text(report, placed));
        } else if (!command.display.quiet) {
            boolean archiveOnOutput = request.destination() instanceof Destination.Stream;
            String text = ReportText.text(report, placed, shell.columns()) + GateText.passed(report);
            shell.print(text, archiveOnOutput);
        }
    }
}
