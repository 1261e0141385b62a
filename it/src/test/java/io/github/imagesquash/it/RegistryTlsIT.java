// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command against Debian's registry server behind a server with TLS that leads it elsewhere: to other spellings of
 * itself, to another server, and to plain HTTP.
 */
class RegistryTlsIT {
    private static final String BASIC_ME_SECRET = "Basic bWU6c2VjcmV0";

    @TempDir
    static Path shared;

    private static Path tls;
    private static RegistryServer registry;

    /** Each test has a name of its own in the registry, where it finds nothing. */
    private static int tests;

    @TempDir
    Path directory;

    private Path home;
    private TlsFront front;
    private TlsFront store;
    private TlsFront plain;

    @BeforeAll
    static void startRegistry() throws IOException {
        tls = Files.createDirectory(shared.resolve("tls"));
        CertificateAuthority.in(tls).sign("server");
        registry = RegistryServer.open(Files.createDirectory(shared.resolve("registry")));
    }

    @AfterAll
    static void stopRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        tests++;
        home = Files.createDirectory(directory.resolve("home"));
        front = TlsFront.secured(tls, registry.port()).asking(BASIC_ME_SECRET, "Basic realm=\"it\"");
        store = TlsFront.secured(tls, registry.port());
        plain = TlsFront.plain(registry.port());
        Files.writeString(
                home.resolve("config.json"), "{\"auths\":{\"" + front.authority() + "\":{\"auth\":\"bWU6c2VjcmV0\"}}}");
    }

    @AfterEach
    void stop() {
        List.of(front, store, plain).forEach(TlsFront::close);
    }

    private Outcome squash(String from, String to, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(Launcher.PATH, "-q", from, "-o", to));
        command.addAll(List.of("--ca-file", tls.resolve("ca.pem").toString()));
        return Program.of(command, more)
                .environment("HOME", home.toString())
                .environment("DOCKER_CONFIG", home.toString())
                .environment("SQUASH_JAVA_OPTS", Launcher.FOR_SHORT_RUNS + " -Duser.home=" + home)
                .run();
    }

    private String image() {
        return "docker://" + front.authority() + "/app" + tests + ":1";
    }

    private Outcome push(String... more) throws IOException {
        Path old = ArchiveDialect.DOCKER_LEGACY.write(
                ImageBuilder.image("squash-it-tls:1")
                        .layer(layer().file("a", "A"))
                        .layer(layer().file("b", "B")),
                directory);
        return squash(old.toString(), image(), more);
    }

    private Outcome pull(String... more) throws IOException {
        assertSucceeded(push());
        return squash(image(), directory.resolve("new.tar").toString(), more);
    }

    private static void assertSucceeded(Outcome outcome) {
        assertEquals(0, outcome.exitCode(), outcome.errors());
    }

    private static void assertRefused(Outcome outcome, String problem) {
        assertEquals(1, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.errors().endsWith(problem + "\n"), outcome.errors());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
    }

    private String without(TlsFront target) {
        return " to " + target.authority() + " without TLS; --insecure allows it";
    }

    @Test
    void authoritiesOfTheEnvironmentAreTrusted() throws IOException {
        assertSucceeded(push());
        Program pull = Launcher.squash(
                        "-q", image(), "-o", directory.resolve("new.tar").toString())
                .environment("DOCKER_CONFIG", home.toString());
        assertEquals(1, pull.run().exitCode());
        assertSucceeded(pull.environment("SSL_CERT_FILE", tls.resolve("ca.pem").toString())
                .run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://LOCALHOST:%d", "https://localhost.:%d", "//localhost:%d", ""})
    void uploadToAnotherSpellingOfTheRegistryIsShownThePassword(String spelling) throws IOException {
        front.leading("POST", path -> spelling.formatted(front.port()) + path);
        assertSucceeded(push());
        assertTrue(front.log().contains("PUT shown"), front.log().toString());
        assertFalse(front.log().contains("PUT bare"), front.log().toString());
        assertTrue(front.log().contains("DELETE shown"), front.log().toString());
    }

    @Test
    void uploadToAnotherServerHasNoPasswordAndIsNotGivenUpThere() throws IOException {
        front.leading("POST", path -> "https://" + store.authority() + path);
        assertSucceeded(push());
        assertTrue(store.log().contains("PUT bare"), store.log().toString());
        assertEquals(
                List.of(),
                store.log().stream().filter(line -> !line.equals("PUT bare")).toList());
        assertFalse(
                front.log().stream().anyMatch(line -> line.startsWith("DELETE")),
                front.log().toString());
    }

    @Test
    void uploadIsNotDowngradedUnlessThatIsAllowed() throws IOException {
        front.leading("POST", path -> "http://" + plain.authority() + path);
        assertRefused(push(), front.authority() + ": sends uploads" + without(plain));
        assertRefused(push("--dry-run"), front.authority() + ": sends uploads" + without(plain));
        assertEquals(List.of(), plain.log());
        assertSucceeded(push("--insecure"));
        assertTrue(plain.log().contains("PUT bare"), plain.log().toString());
    }

    @Test
    void chunksAreNotDowngradedEither() throws IOException {
        front.leading("PATCH", path -> "http://" + plain.authority() + path).refusing("PUT", 413);
        assertRefused(push(), front.authority() + ": sends uploads" + without(plain));
        assertEquals(List.of(), plain.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {".*/blobs/.*", ".*/manifests/.*"})
    void downloadIsRedirectedWithoutThePassword(String path) throws IOException {
        front.redirecting(path, "https://" + store.authority() + "PATH");
        assertSucceeded(pull());
        assertTrue(store.log().contains("GET bare"), store.log().toString());
        assertFalse(store.log().contains("GET shown"), store.log().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {".*/blobs/.*", ".*/manifests/.*"})
    void downloadIsNotDowngradedUnlessThatIsAllowed(String path) throws IOException {
        front.redirecting(path, "http://" + plain.authority() + "PATH");
        assertRefused(pull(), front.authority() + ": redirects" + without(plain));
        assertFalse(Files.exists(directory.resolve("new.tar")));
        assertEquals(List.of(), plain.log());
        assertSucceeded(pull("--insecure"));
        assertTrue(plain.log().contains("GET bare"), plain.log().toString());
    }

    @Test
    void downgradeBehindAnotherRedirectIsSeen() throws IOException {
        front.redirecting(".*/blobs/.*", "https://" + store.authority() + "PATH");
        store.redirecting(".*/blobs/.*", "http://" + plain.authority() + "PATH");
        assertRefused(pull(), store.authority() + ": redirects" + without(plain));
        assertEquals(List.of(), plain.log());
    }

    @Test
    void firstAnswerMayRedirectButNotToPlainHttp() throws IOException {
        front.asking("", "").redirecting("/v2/", "https://" + store.authority() + "/v2/");
        assertSucceeded(push());
        front.redirecting("/v2/", "http://" + plain.authority() + "/v2/");
        Outcome outcome = push();
        assertRefused(outcome, front.authority() + ": redirects" + without(plain));
        assertEquals(List.of(), plain.log());
    }

    @Test
    void tokensAreNotAskedForInPlainHttp() throws IOException {
        front.asking("Bearer t", "Bearer realm=\"http://" + plain.authority() + "/token\",service=\"it\"");
        assertRefused(push(), "sends for tokens" + without(plain));
        assertEquals(List.of(), plain.log());
    }

    @Test
    void servicesThatOnlyThisMachineReachesAreNotAsked() throws IOException {
        front.leading("POST", path -> "https://169.254.169.254" + path);
        assertRefused(
                push("--insecure"),
                front.authority() + ": sends uploads to 169.254.169.254, an address of this machine or its network,"
                        + " but the registry is elsewhere; --allow-host 169.254.169.254 allows it");
    }
}
