// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.option.RuleFiles;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.PlanFile;
import io.github.imagesquash.fleet.Policy;
import io.github.imagesquash.fleet.PolicyGroup;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.write.OutputFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet plan}. */
@Command(
        name = "squash fleet plan",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet plan [OPTIONS] POLICY [-o PLAN]",
        description = {
            "",
            "Lists the images of registries that a policy selects, with their sizes, the names of the new images, and what is"
                    + " done already. Only lists of names, manifests and configs are read.",
            ""
        },
        footer = {"", "Examples:", "  squash fleet plan policy.yaml", "  squash fleet plan policy.yaml -o plan.jsonl"})
public final class FleetPlanCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "POLICY", description = "a YAML file that says which images are squashed, and how")
    String policy = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PLAN",
            description = "write the plan to this file, as lines of JSON (default: only show it)")
    String output = "";

    @Mixin
    BudgetOptions budget = new BudgetOptions();

    @Mixin
    FleetOptions options = new FleetOptions();

    private final Shell shell;
    private final RequestParser requests;

    public FleetPlanCommand(Shell shell, RequestParser requests) {
        this.shell = shell;
        this.requests = requests;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues values = new OptionValues(spec.commandLine());
        Path file = values.parse("POLICY", policy, Path::of);
        Policy parsed = new RuleFiles(values).read(file, content -> Policy.parse(file.toString(), content));
        RegistryAccess access = budget.limit(new Registries(options.registries, shell, values).access(), values);
        for (PolicyGroup group : parsed.groups()) {
            requireOptions(parsed, group, values);
        }
        FleetPlan plan;
        if (output.isEmpty()) {
            plan = Fleet.plan(parsed, access);
        } else {
            try (OutputFile written = new OutputFile(values.parse("--output", output, Path::of), true)) {
                plan = Fleet.plan(parsed, access);
                PlanFile.write(plan, Channels.newOutputStream(written.channel()));
                written.commit();
            }
        }
        if (!options.display.quiet) {
            shell.print(PlanText.of(plan, shell.tableColumns(false)), false);
        }
        return ExitCode.DONE.code();
    }

    private void requireOptions(Policy parsed, PolicyGroup group, OptionValues values) {
        try {
            requests.requireInPolicy(group.options());
            requests.parse(group.options());
        } catch (IllegalArgumentException e) {
            throw values.wrongUsage(parsed.name() + ": group \"" + group.name() + "\": " + e.getMessage());
        }
    }

    @Override
    public String expectedArguments() {
        return "one POLICY is";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--output", "--authfile", "--quiet", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return options.display.stacktrace;
    }
}
