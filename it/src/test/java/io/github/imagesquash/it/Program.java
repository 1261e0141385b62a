// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Another program, run to its end: {@code Program.of("find", ".").in(directory).output()}. It sees the locale C. */
final class Program {
    private static final Set<String> ENGINE =
            Set.of("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

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

    /** It sees none of the variables by which this machine's user says which Docker engine is meant. */
    Program withoutEngine() {
        builder.environment().keySet().removeAll(ENGINE);
        return this;
    }

    Program input(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    /** Input is what the test writes to {@link RunningProgram#input}. */
    Program pipedInput() {
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
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
        try (RunningProgram program = start()) {
            return program.await();
        }
    }

    /** Starts it. */
    RunningProgram start() throws IOException {
        return new RunningProgram(builder);
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
