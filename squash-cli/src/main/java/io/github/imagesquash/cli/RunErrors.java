// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.rebase.ConflictText;
import io.github.imagesquash.cli.text.AfterSuccessException;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.GateText;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints in one line why a run failed, with a stack trace only if requested, and returns the exit code. */
final class RunErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult arguments) {
        return report(e, commandLine);
    }

    /** Prints a failure outside any command, and returns the exit code. */
    static int report(Throwable failure, PrintWriter err) {
        err.println("squash: " + FailureMessage.of(failure));
        return ExitCode.FAILED.code();
    }

    /** Prints the failure and returns the exit code. */
    static int report(Throwable failure, CommandLine commandLine) {
        ShellCommand command = commandLine.getCommand();
        if (command.endsWithItsReader() && FailureMessage.isClosedOutput(failure)) {
            return ExitCode.FAILED.code();
        }
        PrintWriter err = commandLine.getErr();
        err.println("squash: " + FailureMessage.of(failure));
        if (command.showsStackTrace()) {
            failure.printStackTrace(err);
        }
        return switch (failure) {
            case RefusedException refused -> refusal(refused, err);
            case AfterSuccessException _ -> ExitCode.REPORT_LOST.code();
            default -> ExitCode.FAILED.code();
        };
    }

    private static int refusal(RefusedException refused, PrintWriter err) {
        return switch (refused.reason()) {
            case Reason.GateFailed failed -> {
                failed.verdicts().forEach(verdict -> err.println(GateText.line(verdict)));
                yield ExitCode.GATE_FAILED.code();
            }
            case Reason.CheckFailed _ -> ExitCode.GATE_FAILED.code();
            case Reason.Larger _ -> ExitCode.LARGER.code();
            case Reason.Conflicts conflicts -> {
                ConflictText.lines(conflicts.config(), conflicts.paths()).forEach(err::println);
                ConflictText.hints(conflicts).forEach(err::println);
                yield ExitCode.CONFLICT.code();
            }
        };
    }
}
