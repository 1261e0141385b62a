// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.advise.AdviseCommand;
import io.github.imagesquash.cli.analyze.AnalyzeCommand;
import io.github.imagesquash.cli.browse.BrowseCommand;
import io.github.imagesquash.cli.cat.CatCommand;
import io.github.imagesquash.cli.diff.DiffCommand;
import io.github.imagesquash.cli.export.ExportCommand;
import io.github.imagesquash.cli.ls.LsCommand;
import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.rebase.RebaseCommand;
import io.github.imagesquash.cli.rules.RulesCommand;
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
        Object command = switch (first) {
            case CommandNames.ADVISE -> new AdviseCommand(shell);
            case CommandNames.ANALYZE -> new AnalyzeCommand(shell);
            case CommandNames.BROWSE -> new BrowseCommand(shell);
            case CommandNames.CAT -> new CatCommand(shell);
            case CommandNames.DIFF -> new DiffCommand(shell);
            case CommandNames.EXPORT -> new ExportCommand(shell);
            case CommandNames.LS -> new LsCommand(shell);
            case CommandNames.REBASE -> new RebaseCommand(shell);
            case CommandNames.RULES -> new RulesCommand(shell);
            default -> new SquashCommand(shell, squasher);
        };
        CommandLine commandLine = new CommandLine(command).setUsageHelpLongOptionsMaxWidth(LONG_OPTIONS_WIDTH);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table());
        return commandLine;
    }
}
