// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import io.github.imagesquash.dist.CommandOption.Value;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Completion for fish: a line for each option of each command. */
final class FishCompletion {
    private final CommandLine commands;
    private final StringBuilder script = new StringBuilder();

    FishCompletion(CommandLine commands) {
        this.commands = commands;
    }

    String text() {
        String names = String.join(" ", commands.getSubcommands().keySet());
        script.append("# Completion of squash for fish.\n");
        commands.getSubcommands()
                .forEach((name, command) -> line(
                        "__fish_use_subcommand",
                        "-a " + name + " -d " + quoted(HelpText.summary(command.getCommandSpec()))));
        options("not __fish_seen_subcommand_from " + names, commands);
        commands.getSubcommands().forEach((name, command) -> {
            String seen = "__fish_seen_subcommand_from " + name;
            options(seen, command);
            command.getSubcommands().forEach((own, part) -> {
                line(seen, "-a " + own + " -d " + quoted(HelpText.summary(part.getCommandSpec())));
                options(seen + "; and __fish_seen_subcommand_from " + own, part);
            });
        });
        return script.toString();
    }

    private void options(String condition, CommandLine command) {
        for (CommandOption option : CommandOption.of(command.getCommandSpec())) {
            line(condition, names(option) + value(option.value()) + " -d " + quoted(option.description()));
        }
    }

    private static String names(CommandOption option) {
        return option.names().stream()
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "";
            case Value.Choice choice -> " -x -a " + quoted(String.join(" ", choice.words()));
            case Value.FileName _ -> " -r";
            case Value.Text _ -> " -x";
        };
    }

    private void line(String condition, String rest) {
        script.append("complete -c squash -n ")
                .append(quoted(condition))
                .append(' ')
                .append(rest)
                .append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
