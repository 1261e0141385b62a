// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An engine at the place that the environment defines: {@code PATH}, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT} and
 * other variables that its client reads.
 *
 * @param kind which engine
 * @param environment the variables that its client runs with
 */
public record Engine(EngineKind kind, Map<String, String> environment) {
    public Engine {
        environment = Map.copyOf(environment);
    }

    /** Docker, or Podman on a machine with only Podman. */
    public static Engine preferred(Map<String, String> environment) {
        Engine docker = new Engine(EngineKind.DOCKER, environment);
        Engine podman = new Engine(EngineKind.PODMAN, environment);
        boolean onlyPodman = !docker.isInstalled() && podman.program().isPresent();
        return onlyPodman ? podman : docker;
    }

    /**
     * A client for it. Nothing is sent yet, so an engine that is not running is noticed only when it is used.
     *
     * @throws EngineException if there is neither a client program nor a socket
     */
    public EngineClient connect() throws IOException {
        Optional<Path> program = program();
        if (program.isPresent()) {
            return new CommandClient(this, program.get());
        }
        return switch (kind) {
            case DOCKER ->
                new SocketClient(this, SocketAddresses.of(environment).find());
            case PODMAN ->
                throw new EngineException(
                        kind, "there is no podman command on the path, which " + kind.transport() + " needs");
        };
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return kind.transport();
    }

    private boolean isInstalled() {
        SocketAddresses sockets = SocketAddresses.of(environment);
        return program().isPresent() || sockets.isGiven() || sockets.existing().isPresent();
    }

    private Optional<Path> program() {
        return ProgramPath.find(kind.command(), environment.getOrDefault("PATH", ""));
    }
}
