// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static io.github.imagesquash.fixture.RegistryCall.replacing;
import static io.github.imagesquash.fixture.RegistryCall.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The repositories of a registry, and the tags of a repository. */
class NameListTest {
    private static final byte[] MANIFEST = "{}".getBytes(StandardCharsets.UTF_8);

    private FakeRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
        client = new RegistryClient(RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(2)));
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    private void hold(String path, String... tags) {
        List.of(tags).forEach(tag -> registry.holdManifest(path, tag, "any", MANIFEST));
    }

    private List<String> tags(String path) throws IOException {
        return client.tags(new Repository(registry.domain(), path));
    }

    @Test
    void allPagesAreRead() throws IOException {
        hold("app", "1", "2", "3", "4", "5", "6", "7");
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7"), tags("app"));
        assertEquals(3, registry.count("GET /v2/app/tags/list.*"));
    }

    @Test
    void repositoriesAreThoseOfTheCatalog() throws IOException {
        List.of("a", "b/c", "d", "e/f/g").forEach(path -> hold(path, "1"));
        List<String> found = client.repositories(registry.domain()).stream()
                .map(Repository::path)
                .toList();
        assertEquals(List.of("a", "b/c", "d", "e/f/g"), found);
    }

    @Test
    void repositoryThatIsNotThereHasNoTags() throws IOException {
        assertEquals(List.of(), tags("app"));
    }

    @Test
    void nullIsAnEmptyList() throws IOException {
        registry.always("GET", "/v2/app/tags/list", text(200, "application/json", "{\"name\":\"app\",\"tags\":null}"));
        assertEquals(List.of(), tags("app"));
    }

    @Test
    void registryWithoutCatalogIsNamed() {
        registry.always("GET", "/v2/_catalog", refusal(404, "UNSUPPORTED", "no catalog"));
        String message = assertThrows(RegistryException.class, () -> client.repositories(registry.domain()))
                .getMessage();
        assertTrue(message.startsWith("docker://" + registry.domain() + ": the list of repositories: "), message);
        assertTrue(message.contains("404 UNSUPPORTED: no catalog"), message);
    }

    @Test
    void listIsNotContinuedAtAnotherServer() {
        hold("app", "1", "2", "3", "4");
        registry.when("GET", "/v2/app/tags/list", 1, replacing("Link", "<http://127.0.0.2:1/v2/>; rel=\"next\""));
        String message =
                assertThrows(RegistryException.class, () -> tags("app")).getMessage();
        assertTrue(message.contains("another server"), message);
    }

    @Test
    void listThatIsNotOneIsRefused() {
        registry.always("GET", "/v2/app/tags/list", text(200, "application/json", "{\"tags\":[{}]}"));
        String message =
                assertThrows(InvalidImageException.class, () -> tags("app")).getMessage();
        assertTrue(message.contains("expected strings, found OBJECT"), message);
    }
}
