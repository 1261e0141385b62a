// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.OutcomeLine;
import io.github.imagesquash.write.OutputFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet report}. */
@Command(
        name = "squash fleet report",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet report [OPTIONS] PLAN [RESULTS…]",
        description = {
            "",
            "Reports how far a plan is: which images are done, as the registries say, which failed and why, and the sizes before"
                    + " and after.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash fleet report plan.jsonl",
            "  squash fleet report plan.jsonl results-*.jsonl --html fleet.html"
        })
public final class FleetReportCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLAN", description = "the plan")
    String plan = "";

    @Parameters(
            index = "1..*",
            paramLabel = "RESULTS",
            arity = "0..*",
            description = "files with the output of squash fleet run --json: reasons of failures, and times")
    List<String> results = new ArrayList<>();

    @Option(names = "--html", paramLabel = "FILE", description = "write the report as a page for a browser")
    String html = "";

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Mixin
    FleetOptions options = new FleetOptions();

    private final Shell shell;

    public FleetReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues values = new OptionValues(spec.commandLine());
        FleetPlan whole = PlanArgument.read(plan, values);
        List<OutcomeLine> lines = new ArrayList<>();
        for (String file : results) {
            addLines(values.parse("RESULTS", file, Path::of), lines);
        }
        FleetReport report = Fleet.report(whole, lines, new Registries(options.registries, shell, values).access());
        if (!html.isEmpty()) {
            writePage(values.parse("--html", html, Path::of), report);
        }
        if (json) {
            shell.printJson(FleetReportJson.text(report));
        } else if (!options.display.quiet) {
            shell.print(FleetReportText.of(report, plan, shell.tableColumns(false)), false);
        }
        return ExitCode.DONE.code();
    }

    private static void addLines(Path file, List<OutcomeLine> lines) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                lines.add(OutcomeLine.parse(line, file + ": line " + number));
            }
        }
    }

    private void writePage(Path file, FleetReport report) throws IOException {
        try (OutputFile written = new OutputFile(file, true)) {
            Writer out = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(written.channel()), StandardCharsets.UTF_8));
            FleetPage.of(report, plan, "squash " + Version.number()).write(out);
            out.flush();
            written.commit();
        }
    }

    @Override
    public String expectedArguments() {
        return "one PLAN is";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--html", "--json", "--quiet", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return options.display.stacktrace;
    }
}
