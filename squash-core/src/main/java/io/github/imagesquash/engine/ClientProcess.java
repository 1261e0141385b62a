// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running client program. It is ended when it is closed, and also when the thread that started it is interrupted,
 * because reads and writes of pipes do not notice an interrupt.
 */
final class ClientProcess implements AutoCloseable {
    private static final int WATCH_MILLIS = 50;
    private static final int PATIENCE_SECONDS = 2;
    private static final int MOST_ERRORS = 1 << 16;

    private final Process process;
    private final Thread owner = Thread.currentThread();
    private final Thread errorReader;
    private String errors = "";

    /** Starts a program with exactly these variables; its standard input is a pipe. */
    ClientProcess(Path program, List<String> arguments, Map<String, String> environment) throws IOException {
        process = builder(program, arguments, environment).start();
        errorReader = Thread.ofPlatform().daemon().name("engine-errors").start(this::readErrors);
        Thread.ofPlatform().daemon().name("engine-watch").start(this::watch);
    }

    /** A program with exactly these variables. */
    static ProcessBuilder builder(Path program, List<String> arguments, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** Its standard output. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Its standard input. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** Waits until it ends. */
    int exitCode() throws InterruptedIOException {
        try {
            int exitCode = process.waitFor();
            // Its children may keep the pipe open.
            errorReader.join(Duration.ofSeconds(PATIENCE_SECONDS));
            requireGoingOn();
            return exitCode;
        } catch (InterruptedException e) {
            owner.interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** Its standard error; complete when it has ended. */
    synchronized String errors() {
        return errors;
    }

    /** Fails if the owner was interrupted: then every failure of the program is a consequence of that. */
    void requireGoingOn() throws InterruptedIOException {
        if (owner.isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.toHandle().destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        children.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Destroys it by its handle: {@link Process#destroy} also closes the pipes while they are being read. */
    private void watch() {
        try {
            while (!process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                if (owner.isInterrupted()) {
                    process.toHandle().destroy();
                }
            }
        } catch (InterruptedException e) {
            process.toHandle().destroy();
        }
    }

    private void readErrors() {
        try (InputStream in = process.getErrorStream()) {
            byte[] head = in.readNBytes(MOST_ERRORS);
            in.transferTo(OutputStream.nullOutputStream());
            keep(new String(head, StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException e) {
            keep(e.toString());
        }
    }

    private synchronized void keep(String text) {
        errors = text;
    }
}
