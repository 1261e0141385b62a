// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs another program with a time limit. All processes that it has started are ended with it, also those that outlive
 * it and keep its output open.
 */
public final class TimedProgram {
    private static final int WATCH_MILLIS = 20;
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 64 << 20;

    private final Process process;
    private final Optional<Path> pipe;
    private final Set<ProcessHandle> children = new HashSet<>();
    private final Collected output;
    private final Collected errors;

    /**
     * How a program ended.
     *
     * @param exitCode its exit code
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    public record Ended(int exitCode, byte[] output, String errors) {}

    private TimedProgram(ProcessBuilder program) throws IOException {
        process = program.start();
        pipe = target(Path.of("/proc", String.valueOf(process.pid()), "fd", "1"));
        output = new Collected(process.getInputStream());
        errors = new Collected(process.getErrorStream());
    }

    /**
     * Runs a program.
     *
     * @param input is written to its standard input
     * @throws IOException if it cannot be started; an {@link InterruptedIOException} if the thread was interrupted
     * @throws TimeoutException if it did not end in time
     */
    public static Ended run(ProcessBuilder program, String input, Duration patience)
            throws IOException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        return run(program, input, () -> System.nanoTime() > end, GRACE);
    }

    /**
     * As the other, but told when the time is over.
     *
     * @param late whether it has run for too long
     * @param grace how long its output may stay open when it has ended
     */
    static Ended run(ProcessBuilder program, String input, BooleanSupplier late, Duration grace)
            throws IOException, TimeoutException {
        TimedProgram running = new TimedProgram(program);
        boolean ended = false;
        try {
            running.write(input);
            ended = running.await(late);
            if (!ended) {
                throw new TimeoutException();
            }
            return running.ended(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            if (!ended) {
                running.kill();
            }
        }
    }

    private void write(String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The program ended without reading; its output says why.
        }
    }

    /** Children are recorded while their parent still identifies them. */
    private boolean await(BooleanSupplier late) throws InterruptedException {
        while (!process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(children::add);
            if (late.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** Standard error may stay open: ssh keeps connections open for later use. */
    private Ended ended(Duration grace) throws InterruptedException {
        if (!output.await(grace)) {
            killChildren();
            boolean _ = output.await(GRACE);
        }
        boolean _ = errors.await(grace);
        return new Ended(process.exitValue(), output.bytes(), new String(errors.bytes(), StandardCharsets.UTF_8));
    }

    private void kill() {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        killChildren();
    }

    private void killChildren() {
        children.forEach(ProcessHandle::destroyForcibly);
        pipe.ifPresent(TimedProgram::killWriters);
    }

    /** If the system lists the open pipes of processes, those that write to one of ours are ended. */
    private static void killWriters(Path pipe) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(one -> target(Path.of("/proc", String.valueOf(one.pid()), "fd", "1"))
                            .equals(Optional.of(pipe)))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link))
                    .filter(path -> path.toString().startsWith("pipe:"));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The output up to a limit; the rest is read and discarded. */
    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Collected(InputStream in) {
            reader = Thread.ofPlatform().daemon().name("helper-output").start(() -> read(in));
        }

        private void read(InputStream in) {
            byte[] piece = new byte[8192];
            try {
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    keep(piece, n);
                }
            } catch (IOException _) {
                // It was ended.
            }
        }

        private synchronized void keep(byte[] piece, int length) {
            bytes.write(piece, 0, Math.min(length, MOST_BYTES - bytes.size()));
        }

        /** Whether the output was closed within some time. */
        boolean await(Duration time) throws InterruptedException {
            return reader.join(time);
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
