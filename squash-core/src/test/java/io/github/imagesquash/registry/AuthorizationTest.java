// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.RegistryCall;
import io.github.imagesquash.fixture.RegistryDoor;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How credentials become what a registry wants to be shown. */
class AuthorizationTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Descriptor BLOB = new Descriptor(MediaType.NONE, Digest.sha256Of(CONTENT), CONTENT.length);

    @TempDir
    Path directory;

    private CredentialFiles login(FakeRegistry registry, String entry) throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, "{\"auths\":{\"" + registry.domain() + "\":{" + entry + "}}}");
        return new CredentialFiles(List.of(file), "");
    }

    private static String auth(String pair) {
        return "\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private static void pull(FakeRegistry registry, CredentialFiles files, int times) throws IOException {
        registry.holdBlob("app", CONTENT);
        try (RegistryClient client = new RegistryClient(RegistryAccess.ANONYMOUS.withCredentials(files))) {
            RemoteImage image = client.pull(ImageAddress.parse(registry.name("app:1")));
            for (int i = 0; i < times; i++) {
                assertArrayEquals(CONTENT, image.blob(BLOB).stream().readAllBytes());
            }
        }
    }

    @Test
    void passwordIsShownToARegistryThatWantsIt() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            pull(registry, login(registry, auth("me:secret")), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void passwordIsShownToARegistryThatWantsItForItsRepositoriesAlone(String scheme) throws IOException {
        RegistryDoor door =
                scheme.equals("Basic") ? RegistryDoor.basic("me:secret") : RegistryDoor.tokens("me:secret", 100);
        try (FakeRegistry registry = FakeRegistry.behind(door)) {
            registry.when("GET", "/v2/", 1, text(200, "application/json", "{}"));
            pull(registry, login(registry, auth("me:secret")), 3);
        }
    }

    @Test
    void registryThatWantsCredentialsForItsRepositoriesAloneSaysSo() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            registry.when("GET", "/v2/", 1, text(200, "application/json", "{}"));
            String message = assertThrows(IOException.class, () -> pull(registry, CredentialFiles.NONE, 1))
                    .getMessage();
            assertTrue(message.contains("there are no credentials for " + registry.domain()), message);
        }
    }

    @Test
    void passwordIsExchangedForATokenOfTheScopeNeeded() throws IOException {
        RegistryDoor door = RegistryDoor.tokens("me:secret", 100);
        try (FakeRegistry registry = FakeRegistry.behind(door)) {
            pull(registry, login(registry, auth("me:secret")), 3);
            assertEquals(List.of("service=fake&scope=repository:app:pull"), door.asked());
        }
    }

    @Test
    void tokenIsGivenWithoutCredentialsWhereThatIsAllowed() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 100))) {
            pull(registry, CredentialFiles.NONE, 1);
        }
    }

    @Test
    void expiredTokenIsRenewed() throws IOException {
        RegistryDoor door = RegistryDoor.tokens("me:secret", 2);
        try (FakeRegistry registry = FakeRegistry.behind(door)) {
            pull(registry, login(registry, auth("me:secret")), 5);
            assertEquals(3, door.asked().size());
        }
    }

    @Test
    void identityTokenIsExchangedByForm() throws IOException {
        RegistryDoor door = RegistryDoor.tokens("identity", 100);
        try (FakeRegistry registry = FakeRegistry.behind(door)) {
            pull(registry, login(registry, "\"identitytoken\":\"identity\""), 1);
            assertEquals(
                    List.of("grant_type=refresh_token&client_id=squash&service=fake&scope=repository%3Aapp%3Apull"
                            + "&refresh_token=identity"),
                    door.asked());
        }
    }

    @Test
    void tokenThatIsNeverGoodEnoughEndsTheRun() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("me:secret", 0))) {
            CredentialFiles files = login(registry, auth("me:secret"));
            String message = assertThrows(IOException.class, () -> pull(registry, files, 1))
                    .getMessage();
            assertTrue(
                    message.contains("access denied: the credentials from "
                            + files.files().getFirst()
                            + " do not allow it (" + registry.domain()
                            + " answered 401 UNAUTHORIZED: authentication required)"),
                    message);
        }
    }

    @Test
    void wrongPasswordIsNamedByItsFile() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("me:secret", 100))) {
            CredentialFiles files = login(registry, auth("me:wrong"));
            String message = assertThrows(IOException.class, () -> pull(registry, files, 1))
                    .getMessage();
            assertTrue(message.contains("the credentials from " + files.files().getFirst() + " refused by "), message);
            assertTrue(message.endsWith("answered 401 UNAUTHORIZED: wrong name or password"), message);
        }
    }

    @Test
    void missingCredentialsAreSaidToBeMissing() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"))) {
            String message = assertThrows(IOException.class, () -> pull(registry, CredentialFiles.NONE, 1))
                    .getMessage();
            assertTrue(message.contains("there are no credentials for " + registry.domain()), message);
        }
    }

    @Test
    void passwordIsNotShownToWhereARegistryRedirects() throws IOException {
        List<String> shown = new ArrayList<>();
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.basic("me:secret"));
                FakeRegistry store = FakeRegistry.open()) {
            String location = "http://" + store.domain() + "/v2/app/blobs/" + BLOB.digest();
            registry.when("GET", ".*/blobs/.*", 1, RegistryCall.redirect(location));
            store.when("GET", ".*/blobs/.*", 1, call -> {
                shown.add(call.header("Authorization"));
                call.send(200, CONTENT);
            });
            pull(registry, login(registry, auth("me:secret")), 1);
        }
        assertEquals(List.of(""), shown);
    }

    @Test
    void tokenServerWithoutTlsIsNotToldAPassword() {
        AddressPolicy policy = new AddressPolicy(URI.create("https://registry.example/v2/"), RegistryAccess.ANONYMOUS);
        Challenge challenge = Challenge.parse(List.of("Bearer realm=\"http://tokens.example/\""))
                .getFirst();
        String message = assertThrows(IOException.class, () -> {
                    try (Http http = new Http(RegistryAccess.ANONYMOUS, "localhost")) {
                        new TokenServer(policy, "registry.example", http)
                                .fetch(challenge, List.of(), new Credentials.Password("me", "secret", "file"));
                    }
                })
                .getMessage();
        assertEquals("registry.example: sends for tokens to tokens.example without TLS; --insecure allows it", message);
    }
}
