package io.github.imagesquash.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a run failed, with a trace only if asked for, and returns exit code 1. */
final class RunErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult arguments) {
        return report(e, commandLine);
    }

    /** Prints the failure and returns the exit code. */
    static int report(Throwable failure, CommandLine commandLine) {
        SquashCommand command = commandLine.getCommand();
        PrintWriter err = commandLine.getErr();
        err.println("squash: " + FailureMessage.of(failure));
        if (command.display.stacktrace) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
