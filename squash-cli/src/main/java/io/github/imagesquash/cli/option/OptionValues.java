// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.ShellWords;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Parses the texts of options; an invalid text is wrong usage, and the message names the option. */
public final class OptionValues {
    private final CommandLine commandLine;

    public OptionValues(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    CommandLine commandLine() {
        return commandLine;
    }

    /** The failure for a wrong combination of options. */
    public ParameterException wrongUsage(String message) {
        return new ParameterException(commandLine, message);
    }

    /** The command line as the user typed it, quoted for a shell. */
    public String typed() {
        return Stream.concat(
                        Stream.of(commandLine.getCommandName().split(" ")),
                        commandLine.getParseResult().originalArgs().stream())
                .map(ShellWords::quoted)
                .collect(Collectors.joining(" "));
    }

    /** Prints a warning, even with {@code --quiet}. */
    public void warn(String text) {
        commandLine.getErr().println("squash: warning: " + FailureMessage.oneLine(text));
    }

    /** The parsed text; an {@link IllegalArgumentException} of {@code parser} becomes the message. */
    public <T> T parse(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(option + ": " + e.getMessage());
        }
    }

    /** The one of {@code choices} with this name in lower case. */
    public <E extends Enum<E>> E oneOf(String option, String text, List<E> choices) {
        return choices.stream()
                .filter(choice -> shown(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> noneOf(
                        option, text, choices.stream().map(OptionValues::shown).toList()));
    }

    /** The failure for a text that is none of the words that an option accepts. */
    public ParameterException noneOf(String option, String text, List<String> words) {
        return wrongUsage(option + ": \"" + text + "\" is none of " + String.join(", ", words)
                + NearestName.question(text, words));
    }

    /** A whole number from 1 to {@code max}. */
    public long positive(String option, String text, long max) {
        return parse(option, text, digits -> {
            if (digits.matches("[0-9]{1,18}")) {
                long number = Long.parseLong(digits);
                if (number >= 1 && number <= max) {
                    return number;
                }
            }
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number from 1 to " + max);
        });
    }

    private static String shown(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
