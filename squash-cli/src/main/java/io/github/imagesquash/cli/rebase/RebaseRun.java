// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.Rebase;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.AfterSuccessException;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import java.io.IOException;

/** One change of an image's base: request, progress, report. */
final class RebaseRun {
    private final RebaseCommand command;
    private final Shell shell;

    RebaseRun(RebaseCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
    }

    /** Rebases and reports; gives the exit code. */
    int run() throws IOException {
        OptionValues values = new OptionValues(command.spec.commandLine());
        ProgressDisplay progress = ProgressDisplay.of(command.reading.display, shell, values);
        RebaseRequest request = new RebaseRequests(command, shell).request();
        RebaseReport report;
        try (ResultFiles<RebaseReport> files =
                ResultFiles.ofRebase(command.results, command.sync, claims(request, values), values)) {
            try (ProgressBars bars = progress.bars()) {
                report = Rebase.run(request, bars);
            }
            if (!command.dryRun) {
                files.write(report, placed(request, report));
            }
        } catch (RefusedException e) {
            if (command.reading.display.json && e.reason() instanceof Reason.Conflicts conflicts) {
                shell.printJson(RebaseJson.text(conflicts));
            }
            throw e;
        }
        try {
            print(request, report);
        } catch (IOException e) {
            if (command.dryRun) {
                throw e;
            }
            throw new AfterSuccessException(placed(request, report), "the report was not printed", e);
        }
        return 0;
    }

    private FileClaims claims(RebaseRequest request, OptionValues values) {
        FileClaims claims = new FileClaims(values);
        claims.read("IMAGE", request.source());
        claims.read("--new-base", request.newBase().source());
        if (request.oldBase() instanceof OldBase.Named(BaseImage oldBase)) {
            claims.read("--old-base", oldBase.source());
        }
        claims.readCredentials(command.reading.registries);
        claims.written(request.destination());
        return claims;
    }

    private static OutputLocation placed(RebaseRequest request, RebaseReport report) {
        return OutputLocation.of(request.destination(), report.tags(), report.descriptor());
    }

    private void print(RebaseRequest request, RebaseReport report) throws IOException {
        Destination destination = request.destination();
        OutputLocation there = placed(request, report);
        OutputLocation placed = command.dryRun ? there.tried() : there;
        if (command.reading.display.json) {
            shell.printJson(RebaseJson.text(report, placed));
        } else if (!command.reading.display.quiet) {
            boolean archiveOnOutput = destination instanceof Destination.Stream;
            shell.print(RebaseText.text(report, placed), archiveOnOutput);
        }
    }
}
