// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.program.TimedProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Runs commands in new containers of an engine's images, through the engine's command. */
public final class Containers {
    /** The longest time for one command in a container. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The engine's command reports a failure of its own by this. */
    private static final int ENGINE_FAILED = 125;

    private final EngineKind kind;
    private final Path program;
    private final Map<String, String> environment;

    Containers(Engine engine, Path program) {
        this.kind = engine.kind();
        this.program = program;
        this.environment = engine.environment();
    }

    /**
     * Runs a shell command in a container, which is removed afterwards.
     *
     * @param image a name or an ID
     * @param options further options of {@code run}
     * @return the exit code; 126 or 127 if the container has no shell or no such command
     * @throws EngineException if the engine refuses, or if the command does not end within ten minutes
     */
    public int run(String image, List<String> options, String command) throws IOException {
        String name = newName();
        TimedProgram.Ended ended = ask(arguments(name, options, image, command), name);
        if (ended.exitCode() == ENGINE_FAILED) {
            throw failure(ended, "run");
        }
        return ended.exitCode();
    }

    /**
     * The file accesses of such a run as strace(1) prints them; empty if this machine has no strace, or if it may not
     * trace the engine's containers.
     */
    public Optional<String> trace(String image, List<String> options, String command) throws IOException {
        Optional<Path> strace = ProgramPath.find("strace", environment.getOrDefault("PATH", ""));
        if (strace.isEmpty()) {
            return Optional.empty();
        }
        String name = newName();
        List<String> arguments = arguments(name, options, image, "read -r _\n" + command);
        arguments.add(1, "--interactive");
        try (ClientProcess container = new ClientProcess(program, arguments, environment)) {
            return new ContainerTrace(strace.get(), this::processId).of(container, name);
        } finally {
            TimedProgram.Ended _ = ask(List.of("rm", "--force", name), "");
        }
    }

    private Optional<Long> processId(String container) throws IOException {
        TimedProgram.Ended ended = ask(List.of("container", "inspect", "--format", "{{.State.Pid}}", container), "");
        String text = new String(ended.output(), StandardCharsets.UTF_8).strip();
        return ended.exitCode() == 0 && text.matches("[1-9][0-9]{0,9}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /** Gives an image a name, which another one loses. */
    public void tag(String image, String name) throws IOException {
        require("image", "tag", image, name);
    }

    /** Takes a name from an image; an image without names is removed. */
    public void untag(String name) throws IOException {
        require("image", "rm", name);
    }

    private void require(String... arguments) throws IOException {
        TimedProgram.Ended ended = ask(List.of(arguments), "");
        if (ended.exitCode() != 0) {
            throw failure(ended, arguments[0] + " " + arguments[1]);
        }
    }

    private static String newName() {
        return "squash-check-" + UUID.randomUUID();
    }

    private static List<String> arguments(String name, List<String> options, String image, String command) {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--name", name));
        arguments.addAll(options);
        arguments.addAll(List.of("--entrypoint", "/bin/sh", image, "-c", command));
        return arguments;
    }

    /** @param container is removed if the command does not end in time; empty for none */
    private TimedProgram.Ended ask(List<String> arguments, String container) throws IOException {
        ProcessBuilder command = ClientProcess.builder(program, arguments, environment);
        try {
            return TimedProgram.run(command, "", PATIENCE);
        } catch (TimeoutException e) {
            if (!container.isEmpty()) {
                TimedProgram.Ended _ = ask(List.of("rm", "--force", container), "");
            }
            throw new EngineException(
                    kind, "the command did not end within " + PATIENCE.toMinutes() + " min, and was killed", e);
        }
    }

    private EngineException failure(TimedProgram.Ended ended, String command) {
        return EngineFailure.of(
                kind, ended.errors(), command + " ended with exit code " + ended.exitCode() + " and no message");
    }
}
