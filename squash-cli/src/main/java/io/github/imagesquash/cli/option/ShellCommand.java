package io.github.imagesquash.cli.option;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;

/** A command: what it does, and what the handlers of errors ask of it. Its result is the exit code. */
public interface ShellCommand extends Callable<Integer> {
    /** The exit code of squash and squash analyze where the image does not pass a gate. */
    int GATE_FAILED = 3;

    /** The exit code of squash where the new image would be larger than the old one. */
    int LARGER = 4;

    /** The exit code of squash rebase where the image does not fit its new base. */
    int CONFLICT = 5;

    /** The exit code where the new image was written, but not all that tells of it. */
    int NOT_TOLD = 6;

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

    /** The exit code of a run that failed. */
    default int failureCode() {
        return ExitCode.SOFTWARE;
    }
}
