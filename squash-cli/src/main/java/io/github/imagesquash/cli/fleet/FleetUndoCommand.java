// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.FleetUndo;
import io.github.imagesquash.fleet.PlannedImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet undo}. */
@Command(
        name = "squash fleet undo",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet undo [OPTIONS] PLAN",
        description = {
            "",
            "Gives the names of images that were squashed in place back to the old images. A name that was moved since is left"
                    + " alone.",
            ""
        },
        footer = {"", "Examples:", "  squash fleet undo plan.jsonl"})
public final class FleetUndoCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "the plan that was carried out")
    String plan = "";

    @Mixin
    FleetOptions options = new FleetOptions();

    private final Shell shell;

    public FleetUndoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues values = new OptionValues(spec.commandLine());
        FleetPlan whole = PlanArgument.read(plan, values);
        if (whole.images().stream().noneMatch(PlannedImage::inPlace)) {
            throw values.wrongUsage(plan + ": no image is squashed in place, so no name has to be given back");
        }
        Map<FleetUndo.Result, Integer> counts = new EnumMap<>(FleetUndo.Result.class);
        for (FleetUndo.Undone undone : Fleet.undo(whole, new Registries(options.registries, shell, values).access())) {
            counts.merge(undone.result(), 1, Integer::sum);
            if (!options.display.quiet) {
                shell.print(line(undone) + "\n", false);
            }
        }
        if (!options.display.quiet) {
            shell.print(totals(counts) + "\n", false);
        }
        return ExitCode.DONE.code();
    }

    private static String line(FleetUndo.Undone undone) {
        return switch (undone.result()) {
                    case RESTORED -> "restored: ";
                    case UNCHANGED -> "not squashed: ";
                    case MOVED -> "left alone, because it was moved since: ";
                }
                + undone.image().source();
    }

    private static String totals(Map<FleetUndo.Result, Integer> counts) {
        return Numbers.count(counts.getOrDefault(FleetUndo.Result.RESTORED, 0)) + " restored, "
                + Numbers.count(counts.getOrDefault(FleetUndo.Result.UNCHANGED, 0)) + " not squashed, "
                + Numbers.count(counts.getOrDefault(FleetUndo.Result.MOVED, 0)) + " left alone";
    }

    @Override
    public String expectedArguments() {
        return "one PLAN is";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--authfile", "--quiet", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return options.display.stacktrace;
    }
}
