// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Runs squash in a JVM of its own.
 *
 * @param jvmOptions further options for the JVM
 * @param artifacts the plugin's class path, which has squash
 * @param directory the working directory
 */
record SquashProcess(
        Path javaHome, @Nullable List<String> jvmOptions, List<Artifact> artifacts, File directory, Log log) {
    private static final String MAIN = "io.github.imagesquash.cli.Main";
    private static final String MARK = "squash: ";
    private static final String WARNING = MARK + "warning: ";

    private static final int GATE_FAILED = 3;

    /** Exit codes that are about the image and not about the run: a gate, a larger image, a conflict. */
    private static final List<Integer> VERDICTS = List.of(GATE_FAILED, 4, 5);

    /**
     * Runs squash; its output becomes the log.
     *
     * @throws MojoFailureException if the image does not pass
     * @throws MojoExecutionException if the command fails, with its message
     */
    void run(List<String> arguments) throws MojoExecutionException, MojoFailureException {
        List<String> failures = new ArrayList<>();
        int exitCode = exitCode(arguments, failures);
        String message = message(exitCode, failures);
        if (VERDICTS.contains(exitCode)) {
            throw new MojoFailureException(message);
        }
        if (exitCode != 0) {
            throw new MojoExecutionException(message);
        }
    }

    /** The message of the failure. The report of an analysis says of each gate whether it passed. */
    static String message(int exitCode, List<String> failures) {
        if (!failures.isEmpty()) {
            return String.join("; ", failures);
        }
        return exitCode == GATE_FAILED
                ? "the image does not pass a gate; the log above says which"
                : "squash ended with exit code " + exitCode + " and gave no reason";
    }

    /** Waits for the process. Error lines go to the list and not to the log, since Maven logs the exception. */
    private int exitCode(List<String> arguments, List<String> failures) throws MojoExecutionException {
        try {
            Process process = new ProcessBuilder(commandLine(arguments))
                    .directory(directory)
                    .start();
            try {
                process.getOutputStream().close();
                Thread errors = new Thread(() -> lines(process.errorReader(StandardCharsets.UTF_8), line -> {
                    if (line.startsWith(MARK) && !line.startsWith(WARNING)) {
                        failures.add(line.substring(MARK.length()));
                    } else {
                        log.warn(line);
                    }
                }));
                errors.start();
                lines(process.inputReader(StandardCharsets.UTF_8), log::info);
                errors.join();
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("squash could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("squash was interrupted", e);
        }
    }

    private List<String> commandLine(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.httpclient.bufsize=65536"));
        if (jvmOptions != null) {
            line.addAll(jvmOptions);
        }
        line.add("-cp");
        line.add(artifacts.stream()
                .map(artifact -> artifact.getFile().getPath())
                .collect(Collectors.joining(File.pathSeparator)));
        line.add(MAIN);
        line.addAll(arguments);
        return line;
    }

    private static void lines(BufferedReader reader, Consumer<String> consumer) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
