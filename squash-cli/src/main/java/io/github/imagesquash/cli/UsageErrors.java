// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.message.NearestName;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with the command line and how to get help, and returns exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
    private static final String LONG = "--";

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("squash: " + FailureMessage.oneLine(message(e)));
        err.println("Try '" + e.getCommandLine().getCommandName() + " --help' for the options.");
        return ExitCode.USAGE.code();
    }

    /** The message of a failure, without the program's name. */
    static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            if (e.getArgSpec() instanceof OptionSpec option && option.arity().max() == 0 && e.getValue() != null) {
                return wrongValue(option, e.getValue());
            }
            return uncapitalised(String.valueOf(e.getMessage()));
        }
        String argument = unmatched.getUnmatched().getFirst();
        ShellCommand command = e.getCommandLine().getCommand();
        if (unmatched.isUnknownOption()) {
            // The options of a mistyped command are not those of the command that is run instead.
            return "unknown option: '" + argument + "'"
                    + command.commandMeant()
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElseGet(() -> nearestOption(argument, e.getCommandLine()));
        }
        return command.surplus(argument);
    }

    /** Of an option without a value, or of one such as {@code --slim}, whose values are options of their own. */
    private static String wrongValue(OptionSpec option, String value) {
        String prefix = option.names()[0] + "=";
        List<String> words = option.command().optionsMap().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted(Comparator.reverseOrder())
                .toList();
        return words.isEmpty()
                ? option.longestName() + " takes no value, and \"" + value + "\" was given"
                : option.names()[0] + ": \"" + value + "\" is none of " + String.join(", ", words)
                        + NearestName.question(value, words);
    }

    /** Compared without dashes, which would make all short names alike. */
    static String nearestOption(String typed, CommandLine command) {
        List<String> names = command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith(LONG))
                .map(name -> name.substring(LONG.length()))
                .sorted()
                .toList();
        return NearestName.of(typed.replaceFirst("^-+", ""), names)
                .map(near -> "; did you mean " + LONG + near + "?")
                .orElse("");
    }

    /** Picocli's messages begin with a capital letter, ours do not; words in capitals, such as IMAGE, stay. */
    private static String uncapitalised(String message) {
        boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }
}
