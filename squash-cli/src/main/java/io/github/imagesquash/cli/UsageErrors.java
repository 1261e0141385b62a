// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.text.FailureMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with the command line and how to get help, and returns exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("squash: " + FailureMessage.oneLine(message(e)));
        err.println("Try '" + e.getCommandLine().getCommandName() + " --help' for the options.");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return uncapitalised(String.valueOf(e.getMessage()));
        }
        String argument = "'" + unmatched.getUnmatched().getFirst() + "'";
        ShellCommand command = e.getCommandLine().getCommand();
        String wrong = unmatched.isUnknownOption()
                ? "unknown option: " + argument
                : command.expectedArguments() + " expected, found also " + argument;
        // The options of a mistyped command are not those of the command that is run instead.
        return wrong
                + command.commandMeant()
                        .map(name -> didYouMean(List.of("squash " + name)))
                        .orElseGet(
                                () -> didYouMean(unmatched.isUnknownOption() ? unmatched.getSuggestions() : List.of()));
    }

    private static String didYouMean(List<String> suggestions) {
        return suggestions.isEmpty()
                ? ""
                : suggestions.stream().limit(3).collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** Picocli's messages begin with a capital letter, ours do not; words in capitals, such as IMAGE, stay. */
    private static String uncapitalised(String message) {
        boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }
}
