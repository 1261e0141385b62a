// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import io.github.imagesquash.dist.CommandOption.Value;
import picocli.CommandLine;

/** Completion for zsh, with its function {@code _arguments}. */
final class ZshCompletion {
    private static final String BEGIN = """
            #compdef squash
            # Completion of squash for zsh.

            _squash_first() {
                _alternative %s 'files:image:_files'
            }

            _squash() {
            """;

    private final CommandLine commands;
    private final StringBuilder script = new StringBuilder();

    ZshCompletion(CommandLine commands) {
        this.commands = commands;
    }

    String text() {
        script.append(BEGIN.formatted(quoted("commands:" + commands(commands))));
        cases("    ", commands);
        arguments("    ", commands, "'1:image:_squash_first'");
        return script.append("}\n\n_squash \"$@\"\n").toString();
    }

    private static String commands(CommandLine parent) {
        StringBuilder names = new StringBuilder();
        parent.getSubcommands()
                .forEach((name, command) -> names.append(name)
                        .append("\\:\"")
                        .append(HelpText.summary(command.getCommandSpec()))
                        .append("\" "));
        return "command:((" + names.toString().strip() + "))";
    }

    /** The completion of each command, if its name has been typed. */
    private void cases(String indent, CommandLine parent) {
        String inner = indent + "            ";
        script.append(indent).append("if (( CURRENT > 2 )); then\n");
        script.append(indent).append("    case $words[2] in\n");
        parent.getSubcommands().forEach((name, command) -> {
            boolean hasCommands = !command.getSubcommands().isEmpty();
            script.append(indent).append("        ").append(name).append(")\n");
            script.append(inner).append("shift words\n");
            script.append(inner).append("(( CURRENT-- ))\n");
            if (hasCommands) {
                cases(inner, command);
            }
            arguments(inner, command, hasCommands ? quoted("1:" + commands(command)) : "'*:image:_files'");
            script.append(inner).append("return\n");
            script.append(inner).append(";;\n");
        });
        script.append(indent).append("    esac\n");
        script.append(indent).append("fi\n");
    }

    private void arguments(String indent, CommandLine command, String last) {
        script.append(indent).append("_arguments -s -S");
        for (CommandOption option : CommandOption.of(command.getCommandSpec())) {
            for (String name : option.names()) {
                script.append(" \\\n").append(indent).append("    ").append(specification(option, name));
            }
        }
        script.append(" \\\n").append(indent).append("    ").append(last).append('\n');
    }

    /** The specification of an option under one name; it excludes its other names, and itself unless it repeats. */
    private static String specification(CommandOption option, String name) {
        boolean hasValue = !(option.value() instanceof Value.Nothing);
        String excluded = option.repeats() ? "*" : "(" + String.join(" ", option.names()) + ")";
        String separator = !hasValue ? "" : name.startsWith("--") ? "=" : "+";
        String description = "[" + option.description().replace("[", "\\[").replace("]", "\\]") + "]";
        return quoted(excluded + name + separator + description + value(option.value()));
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "";
            case Value.Choice choice ->
                ":value:(" + String.join(" ", choice.words()).replace(":", "\\:") + ")";
            case Value.FileName file -> ":" + label(file.label()) + ":_files";
            case Value.Text text -> ":" + label(text.label()) + ": ";
        };
    }

    private static String label(String label) {
        return label.replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
