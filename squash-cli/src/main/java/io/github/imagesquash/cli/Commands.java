// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.advise.AdviseCommand;
import io.github.imagesquash.cli.analyze.AnalyzeCommand;
import io.github.imagesquash.cli.browse.BrowseCommand;
import io.github.imagesquash.cli.cat.CatCommand;
import io.github.imagesquash.cli.diff.DiffCommand;
import io.github.imagesquash.cli.export.ExportCommand;
import io.github.imagesquash.cli.fleet.FleetCommand;
import io.github.imagesquash.cli.fleet.FleetJobCommand;
import io.github.imagesquash.cli.fleet.FleetPlanCommand;
import io.github.imagesquash.cli.fleet.FleetReportCommand;
import io.github.imagesquash.cli.fleet.FleetRunCommand;
import io.github.imagesquash.cli.fleet.FleetUndoCommand;
import io.github.imagesquash.cli.ls.LsCommand;
import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.rebase.RebaseCommand;
import io.github.imagesquash.cli.rules.RulesCommand;
import io.github.imagesquash.cli.slim.SlimCommand;
import io.github.imagesquash.cli.squash.SquashCommand;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import picocli.CommandLine;

/** The commands, for who runs one and for who writes manual pages and completions of all. */
public final class Commands {
    private static final int LONG_OPTIONS_WIDTH = 26;

    private Commands() {}

    /** All of them in one: {@code squash}, with the others as its subcommands. It is there to be read, not to be run. */
    public static CommandLine all() {
        Shell shell = Shell.ofProcess();
        CommandLine all = named("", shell, Squasher.LIBRARY);
        CommandNames.ALL.forEach(name -> all.addSubcommand(name, named(name, shell, Squasher.LIBRARY)));
        return all;
    }

    /** The command that a first argument names; {@code squash} itself if it is none of {@link CommandNames#ALL}. */
    static CommandLine named(String first, Shell shell, Squasher squasher) {
        return switch (first) {
            case CommandNames.ADVISE -> line(new AdviseCommand(shell));
            case CommandNames.ANALYZE -> line(new AnalyzeCommand(shell));
            case CommandNames.BROWSE -> line(new BrowseCommand(shell));
            case CommandNames.CAT -> line(new CatCommand(shell));
            case CommandNames.DIFF -> line(new DiffCommand(shell));
            case CommandNames.EXPORT -> line(new ExportCommand(shell));
            case CommandNames.FLEET -> fleet(shell);
            case CommandNames.LS -> line(new LsCommand(shell));
            case CommandNames.REBASE -> line(new RebaseCommand(shell));
            case CommandNames.RULES -> line(new RulesCommand(shell));
            case CommandNames.SLIM -> line(new SlimCommand(shell));
            default -> line(new SquashCommand(shell, squasher));
        };
    }

    private static CommandLine fleet(Shell shell) {
        FleetRequests requests = new FleetRequests(shell);
        return line(new FleetCommand())
                .addSubcommand("plan", line(new FleetPlanCommand(shell, requests)))
                .addSubcommand("run", line(new FleetRunCommand(shell, requests)))
                .addSubcommand("report", line(new FleetReportCommand(shell)))
                .addSubcommand("job", line(new FleetJobCommand(shell)))
                .addSubcommand("undo", line(new FleetUndoCommand(shell)));
    }

    private static CommandLine line(ShellCommand command) {
        CommandLine commandLine = new CommandLine(command).setUsageHelpLongOptionsMaxWidth(LONG_OPTIONS_WIDTH);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table());
        return commandLine;
    }
}
