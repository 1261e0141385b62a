// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the image's config, one test a row of the catalogue. */
class ConfigTest {
    private final ImageBuilder image =
            image("app:1").layer(layer().file("f", "base")).layer(layer().file("f", "F"));

    private JsonNode squashed() {
        return squashArchive(ArchiveDialect.DOCKER_25.members(image))
                .hasTree("f=F")
                .config();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 3", "3, 0", "0, 2"})
    @DisplayName("A24 however the history was, as many of its steps have a layer as there are layers")
    void history(int withLayer, int empty) {
        image.config(config -> {
            ArrayNode steps = config.putArray("history");
            for (int i = 0; i < withLayer; i++) {
                steps.addObject().put("created_by", "COPY");
            }
            for (int i = 0; i < empty; i++) {
                steps.addObject().put("created_by", "ENV").put("empty_layer", true);
            }
        });
        JsonNode history = squashed().get("history");
        assertEquals(withLayer + empty + 1, history.size());
        assertEquals(
                1,
                StreamSupport.stream(history.spliterator(), false)
                        .filter(step -> !step.path("empty_layer").asBoolean())
                        .count());
    }

    @Test
    @DisplayName("A24 an image without history gets a step for its layer")
    void noHistory() {
        image.config(config -> config.remove("history"));
        assertEquals(1, squashed().get("history").size());
        image.config(config -> config.putNull("history"));
        assertEquals(1, squashed().get("history").size());
    }

    @Test
    @DisplayName("A25 keys of the config are kept as they are, known or not, in their order")
    void keysAreKept() {
        image.config(config -> {
            config.put("variant", "v8")
                    .put("os.version", "1")
                    .putArray("os.features")
                    .add("x");
            config.putObject("moby.buildkit.buildinfo.v1").put("big", 123456789012345678L);
            ObjectNode run =
                    config.withObject("/config").put("ArgsEscaped", true).put("x-unknown", 1.50);
            run.putObject("Healthcheck")
                    .put("Interval", 30_000_000_000L)
                    .putArray("Test")
                    .add("CMD");
            run.putArray("OnBuild").add("RUN true");
            run.putNull("Entrypoint");
        });
        ObjectNode expected = read(image.configBytes());
        ObjectNode actual = (ObjectNode) squashed();
        assertEquals(List.copyOf(names(expected)), List.copyOf(names(actual)));
        for (ObjectNode config : List.of(expected, actual)) {
            config.remove(List.of("rootfs", "history"));
        }
        assertEquals(expected.toString(), actual.toString());
    }

    @ParameterizedTest
    @CsvSource({"config", "created"})
    @DisplayName("A25 null in the config stays null")
    void nullIsKept(String key) {
        image.config(config -> config.putNull(key));
        assertEquals("null", squashed().get(key).toString());
    }

    /**
     * Docker 20.10.24 and podman 4.3.1 load an image with such a cache, and Docker keeps the key, whatever it says of
     * layers. A build that takes the squashed image for its cache would look for layers that are not there.
     */
    @ParameterizedTest
    @CsvSource({"moby.buildkit.cache.v0", "id", "parent"})
    @DisplayName("A26 keys that speak of the old layers are left out")
    void keysOfOldLayers(String key) {
        image.config(config -> config.put(key, "eyJsYXllcnMiOltdfQ=="));
        assertFalse(squashed().has(key));
    }

    @Test
    @DisplayName("A27 an image for Windows is refused")
    void windows() {
        squashArchive(ArchiveDialect.DOCKER_25.members(image.platform("windows", "amd64")))
                .isRefused("is an image for Windows, which cannot be squashed");
    }

    @Test
    @DisplayName("A28 an artifact is refused")
    void artifact() {
        String empty = "application/vnd.oci.empty.v1+json";
        squashArchive(ArchiveDialect.PODMAN_OCI
                        .members(image)
                        .editOciManifest(json -> json.replace("application/vnd.oci.image.config.v1+json", empty)))
                .isRefused("it is not a container image, but an artifact with a config of type " + empty);
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
