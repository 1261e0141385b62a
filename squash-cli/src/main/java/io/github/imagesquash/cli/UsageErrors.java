package io.github.imagesquash.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line and where to read on, and returns exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("squash: " + FailureMessage.oneLine(message(e)));
        err.println("Try '" + e.getCommandLine().getCommandName() + " --help' for the options.");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return uncapitalised(e.getMessage());
        }
        String argument = "'" + unmatched.getUnmatched().getFirst() + "'";
        if (!unmatched.isUnknownOption()) {
            ShellCommand command = e.getCommandLine().getCommand();
            return command.expectedArguments() + " expected, but there is also " + argument;
        }
        List<String> options = unmatched.getSuggestions();
        String suggestion = options.isEmpty()
                ? ""
                : options.stream().limit(3).collect(Collectors.joining(" or ", "; did you mean ", "?"));
        return "unknown option: " + argument + suggestion;
    }

    /** Picocli begins with a capital, we do not; words in capitals, such as IMAGE, stay. */
    private static String uncapitalised(String message) {
        boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }
}
