// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketAddressesTest {
    private static SocketAddresses of(String host) {
        return SocketAddresses.of(Map.of("DOCKER_HOST", host));
    }

    @Test
    void dockerHostIsASocketOrTcp() throws IOException {
        assertEquals(
                UnixDomainSocketAddress.of("/run/d.sock"),
                of("unix:///run/d.sock").find());
        assertEquals(
                new InetSocketAddress("127.0.0.1", 4711),
                of("tcp://127.0.0.1:4711").find());
        assertEquals(
                new InetSocketAddress("127.0.0.1", 2375), of("tcp://127.0.0.1").find());
    }

    @Test
    void sshNeedsTheCommand() {
        EngineException refusal =
                assertThrows(EngineException.class, () -> of("ssh://me@host").find());
        assertEquals(
                "docker: DOCKER_HOST=ssh://me@host needs the docker command, which is not on the path",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOCKER_TLS_VERIFY", "DOCKER_TLS"})
    void tlsNeedsTheCommand(String variable) {
        Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://host:2376", variable, "1");
        EngineException refusal = assertThrows(
                EngineException.class, () -> SocketAddresses.of(environment).find());
        assertTrue(refusal.getMessage().contains("with TLS needs the docker command"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://", "tcp://a b", "tcp://host:99999"})
    void whatIsNoAddressIsRefused(String host) {
        EngineException refusal = assertThrows(EngineException.class, () -> of(host).find());
        assertEquals("docker: DOCKER_HOST=" + host + " is no address", refusal.getMessage());
    }

    @Test
    void rootlessDesktopAndPodmanSocketsAreLookedForAfterTheSystems() {
        Map<String, String> environment = Map.of("HOME", "/home/me", "XDG_RUNTIME_DIR", "/run/user/1");
        assertEquals(
                List.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of("/run/user/1/docker.sock"),
                        Path.of("/home/me/.docker/run/docker.sock"),
                        Path.of("/home/me/.docker/desktop/docker.sock"),
                        Path.of("/run/user/1/podman/podman.sock"),
                        Path.of("/run/podman/podman.sock")),
                SocketAddresses.of(environment).usual());
    }
}
