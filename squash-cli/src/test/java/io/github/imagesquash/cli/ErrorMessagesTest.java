// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.SpoolException;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorMessagesTest {
    /** A library that fails in one way: with an I/O failure, or one that the compiler does not check. */
    private record Failing(Throwable failure) implements Squasher {
        @Override
        public SquashReport run(SquashRequest request, ProgressListener progress) throws IOException {
            switch (failure) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new AssertionError("cannot be thrown here", failure);
            }
        }
    }

    private static CliRun failWith(Throwable failure, String... options) {
        String[] args = Stream.concat(Stream.of("old.tar", "-o", "new.tar"), Stream.of(options))
                .toArray(String[]::new);
        return Cli.PLAIN.withSquasher(new Failing(failure)).run(args);
    }

    static Stream<Arguments> failuresWithTheirWords() {
        return Stream.of(
                Arguments.of(
                        new InvalidImageException("old.tar: layer 3 (sha256:ab12)", "no such blob"),
                        "old.tar: layer 3 (sha256:ab12): no such blob"),
                Arguments.of(new NoSuchFileException("old.tar"), "old.tar: no such file or directory"),
                Arguments.of(
                        new NoSuchFileException("out", null, "no such directory for the output"),
                        "out: no such directory for the output"),
                Arguments.of(new AccessDeniedException("old.tar"), "old.tar: permission denied"),
                Arguments.of(new FileSystemException("x", null, "Is a loop"), "x: Is a loop"),
                Arguments.of(new FileSystemException("x"), "x: cannot be used"),
                Arguments.of(
                        new FileSystemException("new.tar", null, "No space left on device"),
                        "new.tar: the disk is full"),
                Arguments.of(new IOException("No space left on device"), "standard output: the disk is full"),
                Arguments.of(new IOException("Disk quota exceeded"), "standard output: the disk is full"),
                Arguments.of(
                        new SpoolException(Path.of("/tmp"), new IOException("No space left on device")),
                        "temporary files in /tmp: the disk is full; --temp-dir chooses another directory"),
                Arguments.of(
                        new SpoolException(Path.of("/tmp"), new AccessDeniedException("/tmp/squash-1.tmp")),
                        "temporary files in /tmp: permission denied; --temp-dir chooses another directory"),
                Arguments.of(
                        new SpoolException(
                                Path.of("/tmp"),
                                new FileSystemException("/tmp/squash-1.tmp", null, "Too many open files")),
                        "temporary files in /tmp: Too many open files; raise the limit with ulimit -n"),
                Arguments.of(
                        new IOException("Broken pipe"), "standard output was closed before everything was written"),
                Arguments.of(new IOException("Input/output error"), "Input/output error"),
                Arguments.of(
                        new EngineException(EngineKind.DOCKER, "write layer: No space left on device"),
                        "docker: write layer: No space left on device"),
                Arguments.of(new FileNotFoundException("a (Permission denied)"), "a (Permission denied)"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("a")), "a: no such file or directory"),
                Arguments.of(new InterruptedIOException(), "cancelled"),
                Arguments.of(new ClosedByInterruptException(), "cancelled"),
                Arguments.of(
                        new IllegalStateException("no\nluck"), "unexpected failure: no luck (--stacktrace shows more)"),
                Arguments.of(
                        new ArithmeticException(), "unexpected failure: ArithmeticException (--stacktrace shows more)"),
                Arguments.of(new NoClassDefFoundError("a/B"), "unexpected failure: a/B (--stacktrace shows more)"));
    }

    @ParameterizedTest
    @MethodSource("failuresWithTheirWords")
    void failureIsOneLineAndExitCodeOne(Throwable failure, String words) {
        CliRun run = failWith(failure);
        assertEquals("squash: " + words + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(1, run.exitCode());
    }

    @Test
    void lackOfMemoryNamesTheLimitAndTheRemedy() {
        String err = failWith(new OutOfMemoryError("Java heap space")).err();
        assertTrue(err.matches("squash: not enough memory: the limit is [0-9.]+ [MG]B; raise it .*-Xmx1g.*\n"), err);
    }

    @Test
    void stacktraceFollowsTheLineIfAskedFor() {
        String err =
                failWith(new NoSuchFileException("old.tar"), "--stacktrace").err();
        assertTrue(
                err.startsWith("squash: old.tar: no such file or directory\njava.nio.file.NoSuchFileException"), err);
        assertTrue(err.contains("\tat "), err);
    }

    @Test
    void closedStandardOutputIsSaidAfterTheImageWasWritten() {
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                new ByteArrayOutputStream(),
                Terminals.NONE,
                Map.of());
        assertEquals(6, Main.run(new String[] {"old.tar", "-o", "new.tar"}, shell, Cli.PLAIN.squasher()));
    }
}
