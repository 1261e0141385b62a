// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeProxy;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on its way to Debian's registry server with TLS: through proxies, and with certificates of directories. */
class RegistryWayIT {
    private static final String BASIC_ME_SECRET = "Basic bWU6c2VjcmV0";

    @TempDir
    Path directory;

    private Path old;
    private Path registry;
    private Path home;

    @BeforeEach
    void writeImage() throws IOException {
        registry = Files.createDirectory(directory.resolve("registry"));
        home = Files.createDirectory(directory.resolve("home"));
        old = ArchiveDialect.DOCKER_LEGACY.write(
                ImageBuilder.image("squash-it:1").layer(layer().file("a", "A")).layer(layer().file("b", "B")),
                directory);
    }

    private Program squash(String... arguments) throws IOException {
        return Program.of(List.of(Launcher.PATH, "-q"), arguments)
                .environment("HOME", home.toString())
                .environment("DOCKER_CONFIG", home.toString())
                .environment("SQUASH_JAVA_OPTS", Launcher.FOR_SHORT_RUNS + " -Duser.home=" + home);
    }

    private Program push(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(old.toString(), "-o", "docker://" + name));
        arguments.addAll(List.of(more));
        return squash(arguments.toArray(String[]::new));
    }

    private static void assertSucceeded(Outcome outcome) {
        assertEquals(0, outcome.exitCode(), outcome.errors());
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, http://", "https_proxy, ''"})
    void tunnelOfAProxyWithAPassword(String variable, String scheme) throws IOException {
        try (RegistryServer server = RegistryServer.askingForCertificates(registry);
                FakeProxy proxy = FakeProxy.asking(server.port(), BASIC_ME_SECRET)) {
            certificates("reg.test:5000", server, false);
            Outcome outcome = push("reg.test:5000/app:1")
                    .environment(variable, scheme + "me:secret@" + proxy.address())
                    .run();
            assertSucceeded(outcome);
            assertTrue(proxy.log().stream().allMatch("CONNECT reg.test:5000 HTTP/1.1"::equals), () -> proxy.log() + "");
        }
    }

    @Test
    void proxyThatRefusesThePasswordIsNamed() throws IOException {
        try (FakeProxy proxy = FakeProxy.asking(1, BASIC_ME_SECRET)) {
            Outcome outcome = push("reg.test/app:1")
                    .environment("HTTPS_PROXY", "http://me:wrong@" + proxy.address())
                    .run();
            assertEquals(1, outcome.exitCode());
            assertEquals(
                    "squash: docker://reg.test/app:1: reg.test: proxy " + proxy.address()
                            + ": refuses the user and the password of HTTPS_PROXY or HTTP_PROXY; it answered 407\n",
                    outcome.errors());
        }
    }

    @Test
    void exemptionIsReachedDirectly() throws IOException {
        try (FakeProxy proxy = FakeProxy.open(1)) {
            Outcome outcome = push("reg.test/app:1")
                    .environment("HTTPS_PROXY", "http://" + proxy.address())
                    .environment("no_proxy", ".test")
                    .run();
            assertEquals(List.of(), proxy.log());
            assertEquals(
                    "squash: docker://reg.test/app:1: reg.test: there is no host with this name\n", outcome.errors());
        }
    }

    @Test
    void proxyOfAnotherKindIsWrongUsage() throws IOException {
        Outcome outcome = push("reg.test/app:1")
                .environment("HTTPS_PROXY", "socks5://one:1080")
                .run();
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.errors().contains("HTTPS_PROXY: \"socks5://one:1080\": a proxy needs an address"),
                outcome.errors());
    }

    private void certificates(String host, RegistryServer server, boolean traditional) throws IOException {
        Path own = Files.createDirectories(
                home.resolve(".config/containers/certs.d").resolve(host));
        Files.copy(server.certificate(), own.resolve("ca.crt"));
        server.giveClient(own.resolve("me.cert"), own.resolve("me.key"), traditional);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void certificateOfTheHostsDirectoryIsShown(boolean traditional) throws IOException {
        try (RegistryServer server = RegistryServer.askingForCertificates(registry)) {
            certificates("localhost:" + server.port(), server, traditional);
            assertSucceeded(push(server.name("app:1")).run());
        }
    }

    @Test
    void certificateOfAnotherPortIsNotShown() throws IOException {
        try (RegistryServer server = RegistryServer.askingForCertificates(registry)) {
            certificates("localhost:1", server, false);
            String name = server.name("app:1");
            Outcome outcome =
                    push(name, "--ca-file", server.certificate().toString()).run();
            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.errors().matches("squash: docker://" + name + ": [^\n]*\n"), outcome.errors());
            outcome = push(name).run();
            assertTrue(outcome.errors().contains(": TLS failed: unable to find valid"), outcome.errors());
        }
    }
}
