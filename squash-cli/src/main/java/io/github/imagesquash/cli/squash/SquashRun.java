// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ResultFiles;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** One squash. */
final class SquashRun implements CommandRun<SquashRequest, RunReport> {
    private final SquashCommand command;
    private final Shell shell;
    private final Squasher squasher;
    private final OptionValues values;

    SquashRun(SquashCommand command, Shell shell, Squasher squasher) {
        this.command = command;
        this.shell = shell;
        this.squasher = squasher;
        this.values = new OptionValues(command.spec.commandLine());
    }

    @Override
    public SquashRequest request() {
        return new SquashRequests(command, shell).request();
    }

    @Override
    public ResultFiles<RunReport> files(SquashRequest request) throws IOException {
        return ResultFiles.of(command.results, command.pages, command.placing.sync, claims(request), values);
    }

    @Override
    public RunReport run(SquashRequest request, ProgressListener progress) throws IOException {
        try {
            return squasher.run(request, progress);
        } catch (SeveralImagesException e) {
            throw new AllImagesRules(command, values).refusal(e);
        }
    }

    private FileClaims claims(SquashRequest request) {
        FileClaims claims = new FileClaims(values);
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

    @Override
    public boolean opensPage() {
        return command.pages.open;
    }

    @Override
    public boolean isDryRun(SquashRequest request) {
        return request.dryRun();
    }

    @Override
    public Optional<OutputLocation> placed(SquashRequest request, RunReport report) {
        return Optional.of(there(request, report));
    }

    private static OutputLocation there(SquashRequest request, RunReport report) {
        OutputLocation there = OutputLocation.of(request.destination(), report);
        return request.dryRun() ? there.tried() : there;
    }

    @Override
    public boolean outputIsTaken(SquashRequest request) {
        return request.destination() instanceof Destination.Stream;
    }

    @Override
    public void writeJson(SquashRequest request, RunReport report, Writer out) throws IOException {
        out.write(ReportJson.text(report, there(request, report)));
    }

    @Override
    public void writeText(SquashRequest request, RunReport report, Writer out, PrintWriter err) throws IOException {
        out.write(ReportText.text(report, there(request, report), shell.tableColumns(outputIsTaken(request))));
        out.write(GateText.passed(report));
    }
}
