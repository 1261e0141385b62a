// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.Rebase;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/** One rebase. */
final class RebaseRun implements CommandRun<RebaseRequest, RebaseReport> {
    private final RebaseCommand command;
    private final Shell shell;
    private final OptionValues values;

    RebaseRun(RebaseCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    @Override
    public RebaseRequest request() {
        return new RebaseRequests(command, shell).request();
    }

    @Override
    public ResultFiles<RebaseReport> files(RebaseRequest request) throws IOException {
        return ResultFiles.ofRebase(command.results, command.placing.sync, claims(request), values);
    }

    @Override
    public RebaseReport run(RebaseRequest request, ProgressListener progress) throws IOException {
        return Rebase.run(request, progress);
    }

    private FileClaims claims(RebaseRequest request) {
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

    @Override
    public boolean isDryRun(RebaseRequest request) {
        return request.dryRun();
    }

    @Override
    public Optional<OutputLocation> placed(RebaseRequest request, RebaseReport report) {
        return Optional.of(there(request, report));
    }

    private static OutputLocation there(RebaseRequest request, RebaseReport report) {
        OutputLocation there = OutputLocation.of(request.destination(), report.tags(), report.descriptor());
        return request.dryRun() ? there.tried() : there;
    }

    @Override
    public boolean outputIsTaken(RebaseRequest request) {
        return request.destination() instanceof Destination.Stream;
    }

    @Override
    public void writeJson(RebaseRequest request, RebaseReport report, Writer out) throws IOException {
        out.write(RebaseJson.text(report, there(request, report)));
    }

    @Override
    public void writeJson(RefusedException refusal, Writer out) throws IOException {
        if (refusal.reason() instanceof Reason.Conflicts conflicts) {
            out.write(RebaseJson.text(conflicts));
        }
    }

    @Override
    public void writeText(RebaseRequest request, RebaseReport report, Writer out, PrintWriter err) throws IOException {
        out.write(RebaseText.text(report, there(request, report)));
    }
}
