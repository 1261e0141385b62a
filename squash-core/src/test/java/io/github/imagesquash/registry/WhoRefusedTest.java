// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.cutAfter;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static io.github.imagesquash.fixture.RegistryCall.text;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages name the image, and who of registry, blob store and token server said what; what broke off is asked for again. */
class WhoRefusedTest {
    private static final RegistryAccess ACCESS = RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(3));
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.sha256Of(CONTENT);

    private final FakeRegistry store = FakeRegistry.open();
    private final RegistryClient client = new RegistryClient(ACCESS);

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    /** Keeps its blobs in the store. */
    private FakeRegistry registry() {
        String place = "http://" + store.domain() + "/v2/bucket/blobs/" + DIGEST;
        return FakeRegistry.open()
                .always("GET", ".*/blobs/sha256.*", RegistryCall.redirect(place))
                .always("HEAD", ".*/blobs/sha256.*", RegistryCall.redirect(place));
    }

    private static byte[] blob(RemoteImage image) throws IOException {
        return image.blob(new Descriptor(MediaType.NONE, DIGEST, CONTENT.length)).stream()
                .readAllBytes();
    }

    private static String failure(Executable executable) {
        return assertThrows(RegistryException.class, executable).getMessage();
    }

    private RemoteImage image(FakeRegistry registry) throws IOException {
        return client.push(ImageAddress.parse(registry.name("app:1")));
    }

    @ParameterizedTest
    @DisplayName("C8: a store behind a redirect that refuses is named itself, without a word of credentials")
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void storeThatRefusesIsNamed(int status) throws IOException {
        store.always("GET", ".*", refusal(status, "AccessDenied", "expired"));
        try (FakeRegistry registry = registry()) {
            assertEquals(
                    "docker://" + registry.name("app:1") + ": blob " + DIGEST.shortForm() + ": " + store.domain()
                            + " answered " + status + " AccessDenied: expired; " + registry.domain()
                            + " keeps its blobs there",
                    failure(() -> blob(image(registry))));
        }
    }

    @Test
    @DisplayName("C8: a HEAD that redirects to a store means that the blob is there, whatever the store says to HEAD")
    void redirectOfHeadIsAYes() throws IOException {
        store.always("HEAD", ".*", refusal(403, "AccessDenied", "signed for GET"));
        try (FakeRegistry registry = registry()) {
            assertTrue(image(registry).holds(DIGEST));
            assertEquals(0, store.count("HEAD .*"));
        }
    }

    @Test
    @DisplayName("S9: a manifest that breaks off is asked for again")
    void manifestIsAskedForAgain() throws IOException {
        byte[] manifest = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
        try (FakeRegistry registry = FakeRegistry.open()
                .holdManifest("app", "1", MediaType.MANIFEST.text(), manifest)
                .when("GET", ".*/manifests/.*", 2, cutAfter(5))) {
            assertArrayEquals(manifest, image(registry).manifest().bytes());
        }
    }

    @Test
    @DisplayName("S9: a manifest that always breaks off is named by its image")
    void manifestThatAlwaysBreaksOffIsNamed() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()
                .holdManifest("app", "1", MediaType.MANIFEST.text(), new byte[100])
                .always("GET", ".*/manifests/.*", cutAfter(5))) {
            String message = failure(() -> image(registry).manifest());
            assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": connection lost: "), message);
            assertTrue(registry.count("GET .*/manifests/1") < 10);
        }
    }

    @Test
    @DisplayName("S9: a token that breaks off is asked for again, and named by its image if it always does")
    void tokenIsAskedForAgain() throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))
                .holdBlob("app", CONTENT)
                .when("GET", "/token", 2, cutAfter(5))) {
            assertArrayEquals(CONTENT, blob(image(registry)));
        }
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))
                .holdBlob("app", CONTENT)
                .always("GET", "/token", cutAfter(5))) {
            String message = failure(() -> blob(image(registry)));
            assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": "), message);
        }
    }

    @Test
    @DisplayName("S9: what a server gets wrong is said of the image that was asked for")
    void imageIsNamedInEveryMessage() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()
                .always("GET", ".*/blobs/.*", RegistryCall.redirect("/v2/app/blobs/" + DIGEST))
                .always("POST", ".*/uploads/", text(202, "text/plain", ""))) {
            String name = "docker://" + registry.name("app:1") + ": ";
            String circles = failure(() -> blob(image(registry)));
            assertTrue(circles.startsWith(name) && circles.endsWith("redirects in a loop"), circles);
            String placeless = failure(() -> image(registry).requireWritable());
            assertTrue(placeless.startsWith(name) && placeless.contains("without the Location"), placeless);
        }
        try (FakeRegistry registry =
                FakeRegistry.behind(RegistryDoor.tokens("", 9)).always("GET", "/token", text(200, "text/plain", "{"))) {
            String message =
                    assertThrows(IOException.class, () -> blob(image(registry))).getMessage();
            assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": "), message);
        }
    }
}
