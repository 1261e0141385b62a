// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.fixture.RegistryCall;
import io.github.imagesquash.fixture.RegistryDoor;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that a registry names: spellings of its own, and other servers, which see no credentials. */
class OtherServersTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Descriptor BLOB = new Descriptor(MediaType.NONE, Digest.sha256Of(CONTENT), CONTENT.length);
    private static final String BASIC_ME_SECRET = "Basic bWU6c2VjcmV0";

    @TempDir
    Path directory;

    private RegistryClient client(FakeRegistry registry) throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, "{\"auths\":{\"" + registry.domain() + "\":{\"auth\":\"bWU6c2VjcmV0\"}}}");
        return new RegistryClient(RegistryAccess.ANONYMOUS
                .withCredentials(new CredentialFiles(List.of(file), ""))
                .withRetries(QuickRetries.of(2)));
    }

    private byte[] pull(FakeRegistry registry) throws IOException {
        try (RegistryClient client = client(registry)) {
            return client.pull(ImageAddress.parse(registry.name("app:1"))).blob(BLOB).stream()
                    .readAllBytes();
        }
    }

    private void probe(FakeRegistry registry) throws IOException {
        try (RegistryClient client = client(registry)) {
            client.push(ImageAddress.parse(registry.name("app:1"))).requireWritable();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://LOCALHOST:%d/v2/app/blobs/a", "http://localhost.:%d/v2/app/blobs/a", "a", "?a=1"})
    void otherSpellingOfTheRegistryIsTheRegistry(String location) throws IOException {
        List<String> shown = new ArrayList<>();
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            int port = Integer.parseInt(registry.domain().replaceFirst(".*:", ""));
            registry.when("GET", ".*/blobs/.*", 1, RegistryCall.redirect(location.formatted(port)));
            registry.when("GET", ".*/blobs/.*", 1, call -> {
                shown.add(call.header("Authorization"));
                call.send(200, CONTENT);
            });
            assertArrayEquals(CONTENT, pull(registry));
        }
        assertEquals(List.of(BASIC_ME_SECRET), shown);
    }

    @Test
    void redirectWithCharactersThatAreNoAddressIsFollowed() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.when("GET", ".*/blobs/.*", 1, RegistryCall.redirect("/v2/app/blobs/a [\u00c3\u00a4]?x={y}|z"));
            registry.when("GET", ".*/blobs/.*", 1, call -> call.send(200, CONTENT));
            assertArrayEquals(CONTENT, pull(registry));
            assertEquals(
                    "GET /v2/app/blobs/a%20%5B%C3%A4%5D?x=%7By%7D%7Cz",
                    registry.log().getLast());
        }
    }

    @Test
    void registryWhoseFirstAnswerIsARedirectIsOne() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            registry.holdBlob("app", CONTENT);
            registry.when("GET", "/v2/", 1, RegistryCall.redirect("/v2/?again"));
            assertArrayEquals(CONTENT, pull(registry));
        }
    }

    @Test
    void registryThatRedirectsElsewhereGivesNoCredentialsAway() throws IOException {
        List<String> shown = new ArrayList<>();
        try (FakeRegistry registry = FakeRegistry.open();
                FakeRegistry other = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            registry.when("GET", "/v2/", 1, RegistryCall.redirect("http://" + other.domain() + "/v2/"));
            registry.when("GET", ".*/blobs/.*", 1, call -> {
                shown.add(call.header("Authorization"));
                call.send(200, CONTENT);
            });
            assertArrayEquals(CONTENT, pull(registry));
            assertEquals(List.of("GET /v2/"), other.log());
        }
        assertEquals(List.of(""), shown);
    }

    @Test
    void uploadIsGivenUpAtTheRegistryAlone() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open();
                FakeRegistry other = FakeRegistry.open()) {
            registry.when(
                    "POST",
                    ".*",
                    1,
                    call -> call.with("Location", "http://" + other.domain() + "/any")
                            .send(202, new byte[0]));
            probe(registry);
            assertEquals(List.of(), other.log());
            assertEquals(0, registry.count("DELETE .*"));
        }
    }

    @Test
    void uploadThatCannotBeGivenUpIsNoFailure() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.when("DELETE", ".*", 1, call -> call.send(500, new byte[0]));
            probe(registry);
            assertEquals(1, registry.count("DELETE .*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest", "ftp://localhost/", "http://localhost:99999/", ""})
    void uploadToAnAddressThatMayNotBeAskedIsRefused(String location) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.when(
                    "POST", ".*", 1, call -> call.with("Location", location).send(202, new byte[0]));
            String message =
                    assertThrows(RegistryException.class, () -> probe(registry)).getMessage();
            assertTrue(
                    message.startsWith("docker://" + registry.name("app:1") + ": " + registry.domain() + ": "),
                    message);
        }
    }

    @Test
    void tokenServerThatRedirectsIsFollowedWithoutThePassword() throws IOException {
        List<String> shown = new ArrayList<>();
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("me:secret", 9));
                FakeRegistry other = FakeRegistry.open()) {
            registry.when("GET", "/token", 1, RegistryCall.redirect("http://" + other.domain() + "/token"));
            other.when("GET", "/token", 1, call -> {
                shown.add(call.header("Authorization"));
                call.send(200, "{\"token\":\"t\"}".getBytes(StandardCharsets.UTF_8));
            });
            registry.when("GET", ".*/blobs/.*", 1, call -> {
                shown.add(call.header("Authorization"));
                call.send(200, CONTENT);
            });
            assertArrayEquals(CONTENT, pull(registry));
        }
        assertEquals(List.of("", "Bearer t"), shown);
    }
}
