// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.Optional;
import java.util.concurrent.Callable;

/** A command: what it does, and what the handlers of errors ask of it. Its result is the exit code. */
public interface ShellCommand extends Callable<Integer> {
    /** The positional parameters that it expects, for a message: {@code one IMAGE is}. */
    default String expectedArguments() {
        return "one IMAGE is";
    }

    /** The command that was meant, if the first argument was taken for something else but looks like one. */
    default Optional<String> commandMeant() {
        return Optional.empty();
    }

    /** Whether a failure is shown with its trace. */
    boolean showsStackTrace();
}
