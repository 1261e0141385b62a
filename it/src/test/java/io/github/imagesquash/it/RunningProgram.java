// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that was started; killed when it is closed, if it still runs. */
final class RunningProgram implements AutoCloseable {
    private static final int PATIENCE_MINUTES = 10;

    private final String command;
    private final Path output;
    private final Path errors;
    private final Process process;

    RunningProgram(ProcessBuilder builder) throws IOException {
        command = builder.command().toString();
        output = Files.createTempFile("squash-it-", ".out");
        errors = Files.createTempFile("squash-it-", ".err");
        process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
    }

    /** What it reads, if its input is piped. */
    OutputStream input() {
        return process.getOutputStream();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Sends a signal to the process group that it leads, as a terminal does; to itself if it leads none yet. */
    void send(Signal signal) {
        if (process.isAlive()) {
            signal.send(process.pid());
        }
    }

    /** Waits for its end. */
    Outcome await() throws IOException {
        try {
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return new Outcome(
                        process.exitValue(),
                        Files.readAllBytes(output),
                        Files.readString(errors, StandardCharsets.ISO_8859_1));
            }
            throw new AssertionError(command + ": not done after " + PATIENCE_MINUTES + " minutes");
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(output);
        Files.delete(errors);
    }
}
