// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the command unless a value is the empty string. {@code -o "$OUTPUT"} gives it if the variable is not set, and it
 * means something else than an option that was left out.
 */
final class EmptyValues implements IExecutionStrategy {
    @Override
    public int execute(ParseResult arguments) {
        ParseResult last = arguments;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine commandLine = last.commandSpec().commandLine();
        for (ArgSpec argument : last.matchedArgs()) {
            if (argument.arity().max() > 0 && isGivenEmpty(argument)) {
                throw new ParameterException(commandLine, name(argument) + " is empty: give a value, or leave it out");
            }
        }
        return new RunLast().execute(arguments);
    }

    private static boolean isGivenEmpty(ArgSpec argument) {
        List<String> given = argument.originalStringValues();
        return given.stream().anyMatch(String::isBlank);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
