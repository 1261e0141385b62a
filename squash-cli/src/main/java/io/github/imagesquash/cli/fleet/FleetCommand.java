// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.message.NearestName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet}, which only has commands. */
@Command(
        name = "squash fleet",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet COMMAND",
        description = {
            "",
            "Squashes many images of registries, on one machine or on many. A policy says which images, a plan lists them.",
            ""
        },
        footer = {
            "",
            "Commands:",
            "  squash fleet plan POLICY    list the images of a policy",
            "  squash fleet run PLAN       squash the images of a plan, or of a part of it",
            "  squash fleet report PLAN    report how far a plan is, and what failed",
            "  squash fleet job PLAN       print a job for Kubernetes, Slurm, Swarm or GitLab",
            "  squash fleet undo PLAN      give names back to the images from before",
            "",
            "Examples:",
            "  squash fleet plan policy.yaml",
            "  squash fleet plan policy.yaml -o plan.jsonl",
            "  squash fleet run plan.jsonl"
        })
public final class FleetCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Option(names = "--stacktrace", description = "print where in the program an error occurred")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    @Override
    public Integer call() {
        throw new OptionValues(spec.commandLine()).wrongUsage("a command is missing: " + commands());
    }

    @Override
    public String surplus(String argument) {
        return "there is no command 'fleet " + argument + "'"
                + NearestName.of(argument, CommandNames.OF_FLEET)
                        .map(near -> "; did you mean squash fleet " + near + "?")
                        .orElse(", only " + commands());
    }

    private static String commands() {
        return String.join(", ", CommandNames.OF_FLEET);
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--help");
    }

    @Override
    public boolean showsStackTrace() {
        return stacktrace;
    }
}
