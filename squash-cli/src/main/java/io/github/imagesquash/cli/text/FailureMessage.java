// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.blob.SpoolException;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.registry.RegistryException;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.Optional;

/** A failure in one line, for people. */
public final class FailureMessage {
    private static final String DISK_FULL = "the disk is full";
    private static final String CLOSED_OUTPUT = "Broken pipe";
    private static final String MORE = " (--stacktrace shows more)";

    private FailureMessage() {}

    /** The line, without the program's name. */
    public static String of(Throwable failure) {
        return oneLine(
                switch (failure) {
                    case UncheckedIOException e -> of(Objects.requireNonNull(e.getCause()));
                    case InterruptedIOException _, ClosedByInterruptException _ -> "cancelled";
                    case SpoolException e ->
                        "temporary files in " + e.directory() + ": "
                                + withRemedy(
                                        reason(Objects.requireNonNull(e.getCause())),
                                        "; --temp-dir chooses another directory");
                    case FileSystemException e -> e.getFile() + ": " + withRemedy(reason(e), "");
                    case FileNotFoundException e -> message(e);
                    case AfterSuccessException e -> message(e);
                    case RefusedException e -> refusal(e);
                    case EngineException e -> message(e);
                    case RegistryException e -> message(e);
                    case IOException e -> ofStream(message(e));
                    case OutOfMemoryError _ ->
                        "not enough memory: the limit is "
                                + ByteSizes.text(Runtime.getRuntime().maxMemory())
                                + "; raise it with JAVA_TOOL_OPTIONS=-Xmx1g or more";
                    default -> "unexpected failure: " + message(failure) + MORE;
                });
    }

    /** @param otherwise the remedy for anything except a lack of descriptors */
    private static String withRemedy(String reason, String otherwise) {
        return reason + (reason.contains("Too many open files") ? "; raise the limit with ulimit -n" : otherwise);
    }

    private static String refusal(RefusedException e) {
        return switch (e.reason()) {
            case Reason.GateFailed _, Reason.CheckFailed _, Reason.Conflicts _ -> message(e);
            case Reason.Larger(Growth growth) ->
                GrowthText.sentence(growth) + "; nothing was written; use --allow-larger to write it anyway";
        };
    }

    /** The text as one line: line breaks become spaces, and other invisible characters are escaped. */
    public static String oneLine(String text) {
        return Printable.line(text.replaceAll("[\\r\\n\\t]+", " ").strip());
    }

    private static String reason(Throwable failure) {
        String reason = failure instanceof FileSystemException e
                ? Optional.ofNullable(e.getReason()).orElseGet(() -> reasonByType(e))
                : message(failure);
        return isDiskFull(reason) ? DISK_FULL : reason;
    }

    private static String reasonByType(FileSystemException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "is not a directory";
            default -> "cannot be used";
        };
    }

    /**
     * Failures of files contain their names; a failure without a name is one of a standard stream, and only the output
     * can be full.
     */
    private static String ofStream(String message) {
        if (isDiskFull(message)) {
            return "standard output: " + DISK_FULL;
        }
        if (message.equals(CLOSED_OUTPUT)) {
            return "standard output was closed before everything was written";
        }
        return message;
    }

    /** Whether the failure is that the reader of standard output has ended. */
    public static boolean isClosedOutput(Throwable failure) {
        return failure.getClass() == IOException.class && message(failure).equals(CLOSED_OUTPUT);
    }

    private static boolean isDiskFull(String message) {
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
