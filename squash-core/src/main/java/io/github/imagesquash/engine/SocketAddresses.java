// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address of an engine, for a machine or a container without a client program: {@code DOCKER_HOST}, otherwise the
 * user's Docker context, otherwise the first existing socket of Docker, rootless Docker, Docker Desktop and Podman.
 */
final class SocketAddresses {
    private static final int DEFAULT_PORT = 2375;
    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";
    private static final String NEEDS_COMMAND = " needs the docker command, which is not on the path";

    private final Map<String, String> environment;

    private SocketAddresses(Map<String, String> environment) {
        this.environment = environment;
    }

    static SocketAddresses of(Map<String, String> environment) {
        return new SocketAddresses(environment);
    }

    /** Whether the user gives an address or a context. */
    boolean isGiven() {
        return !variable("DOCKER_HOST").isEmpty() || !variable("DOCKER_CONTEXT").isEmpty();
    }

    /** The first of the usual sockets that exists. */
    Optional<Path> existing() {
        return usual().stream().filter(Files::exists).findFirst();
    }

    /**
     * The address to use.
     *
     * @throws EngineException if there is none, or it cannot be reached without the {@code docker} command
     */
    SocketAddress find() throws IOException {
        String host = variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            boolean tls = Stream.of("DOCKER_TLS_VERIFY", "DOCKER_TLS")
                    .anyMatch(name -> !variable(name).isEmpty());
            return of(host, tls, "DOCKER_HOST=" + host);
        }
        Optional<DockerContext> context = DockerContext.current(environment);
        if (context.isPresent()) {
            return of(context.get().host(), context.get().tls(), context.get().label());
        }
        return UnixDomainSocketAddress.of(existing()
                .orElseThrow(() -> failure(
                        "there is no docker command on the path, DOCKER_HOST is not set, and there is no socket "
                                + String.join(
                                        ", ",
                                        usual().stream().map(Path::toString).toList()))));
    }

    /** @param label the name of the address in messages */
    private static SocketAddress of(String host, boolean tls, String label) throws IOException {
        if (host.startsWith(UNIX)) {
            return UnixDomainSocketAddress.of(host.substring(UNIX.length()));
        }
        if (!host.startsWith(TCP) || tls) {
            throw failure(label + (host.startsWith(TCP) ? " with TLS" : "") + NEEDS_COMMAND);
        }
        try {
            URI address = new URI(host).parseServerAuthority();
            return new InetSocketAddress(address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new EngineException(EngineKind.DOCKER, label + " is no address", e);
        }
    }

    /** The default sockets of engines, Docker's own first. */
    List<Path> usual() {
        Optional<Path> home = directory("HOME");
        Optional<Path> runtime = directory("XDG_RUNTIME_DIR");
        return Stream.of(
                        Stream.of(Path.of("/var/run/docker.sock")),
                        runtime.map(directory -> directory.resolve("docker.sock")).stream(),
                        home.map(directory -> directory.resolve(".docker/run/docker.sock")).stream(),
                        home.map(directory -> directory.resolve(".docker/desktop/docker.sock")).stream(),
                        runtime.map(directory -> directory.resolve("podman/podman.sock")).stream(),
                        Stream.of(Path.of("/run/podman/podman.sock")))
                .flatMap(paths -> paths)
                .toList();
    }

    private Optional<Path> directory(String variable) {
        return Optional.of(variable(variable)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static EngineException failure(String problem) {
        return new EngineException(EngineKind.DOCKER, problem);
    }
}
