package io.github.imagesquash.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a run failed, with a trace only if asked for, and returns the command's exit code for it. */
final class RunErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult arguments) {
        return report(e, commandLine);
    }

    /** Prints the failure and returns the exit code. */
    static int report(Throwable failure, CommandLine commandLine) {
        ShellCommand command = commandLine.getCommand();
        PrintWriter err = commandLine.getErr();
        err.println("squash: " + FailureMessage.of(failure));
        if (command.showsStackTrace()) {
            failure.printStackTrace(err);
        }
        return command.failureCode();
    }
}
