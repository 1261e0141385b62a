package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end: {@code Program.of("find", ".").in(directory).output()}. It sees the locale C. */
final class Program {
    private static final int PATIENCE_MINUTES = 3;

    private final ProcessBuilder builder;

    private Program(List<String> command) {
        builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("LC_ALL", "C");
    }

    static Program of(String... command) {
        return new Program(List.of(command));
    }

    static Program of(List<String> command) {
        return new Program(command);
    }

    /** A program and its arguments, then further ones. */
    static Program of(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return new Program(all);
    }

    Program in(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    Program environment(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    Program input(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    /** Runs it and requires that it succeeds. */
    byte[] output() throws IOException {
        Outcome outcome = run();
        if (outcome.exitCode() != 0) {
            throw new AssertionError(builder.command() + ": exit code " + outcome.exitCode() + ": " + outcome.errors());
        }
        return outcome.output();
    }

    /** Runs it. */
    Outcome run() throws IOException {
        Path output = Files.createTempFile("squash-it-", ".out");
        Path errors = Files.createTempFile("squash-it-", ".err");
        try {
            int exitCode = exitCode(builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start());
            return new Outcome(
                    exitCode, Files.readAllBytes(output), Files.readString(errors, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private int exitCode(Process process) {
        try {
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new AssertionError(builder.command() + ": not done after " + PATIENCE_MINUTES + " minutes");
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + builder.command(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * How a program ended.
     *
     * @param exitCode its exit code
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    record Outcome(int exitCode, byte[] output, String errors) {
        /** Standard output as text. */
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }
}
