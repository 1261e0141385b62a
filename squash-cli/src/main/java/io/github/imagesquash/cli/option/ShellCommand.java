// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A command, with the methods that error handlers need. Its result is the exit code. */
public interface ShellCommand extends Callable<Integer> {
    /** The positional parameters that it expects, for a message: {@code one IMAGE is}. */
    default String expectedArguments() {
        return "one IMAGE is";
    }

    /** The intended command line, if the first argument has another meaning but looks like a command. */
    default Optional<String> commandMeant() {
        return Optional.empty();
    }

    /** Whether it ends without a message if the reader of its output does, as {@code head} after a few lines. */
    default boolean endsWithItsReader() {
        return false;
    }

    /** The message for an argument too many. */
    default String surplus(String argument) {
        return expectedArguments() + " expected, found also '" + argument + "'";
    }

    /** The options used most, by their long names, for the short help. */
    default List<String> mainOptions() {
        return List.of();
    }

    /** Whether a failure is shown with its stack trace. */
    boolean showsStackTrace();
}
