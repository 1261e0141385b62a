package io.github.imagesquash.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** A failure in one line, for a person. */
final class FailureMessage {
    private static final String MORE = " (--stacktrace shows more)";

    private FailureMessage() {}

    /**
     * The line, without the program's name.
     *
     * @param output the output as the user named it; the operating system says that a disk is full, but not which
     */
    static String of(Throwable failure, String output) {
        return oneLine(
                switch (failure) {
                    case UncheckedIOException e -> of(e.getCause(), output);
                    case InterruptedIOException _, ClosedByInterruptException _ -> "cancelled";
                    case FileSystemException e -> e.getFile() + ": " + reason(e);
                    case FileNotFoundException e -> message(e);
                    case IOException e -> ofStream(message(e), output);
                    case OutOfMemoryError _ ->
                        "not enough memory: the limit is "
                                + ByteSizes.text(Runtime.getRuntime().maxMemory())
                                + "; raise it with JAVA_TOOL_OPTIONS=-Xmx1g or more";
                    default -> "unexpected failure: " + message(failure) + MORE;
                });
    }

    /** The text without line breaks and other control characters. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String reason(FileSystemException e) {
        String reason = Optional.ofNullable(e.getReason()).orElseGet(() -> switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "is not a directory";
            default -> "cannot be used";
        });
        return isDiskFull(reason) ? "the disk is full" : reason;
    }

    private static String ofStream(String message, String output) {
        if (isDiskFull(message)) {
            return "the disk is full: no space left for " + output + " or for temporary files (see --temp-dir)";
        }
        if (message.equals("Broken pipe")) {
            return "standard output was closed before everything was written";
        }
        return message;
    }

    private static boolean isDiskFull(String message) {
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
