// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of control files is read strictly, and not without limit. */
class ControlFileJsonTest {
    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("A23 manifest.json of more than 1 MiB is refused")
    void hugeManifestJsonIsRefused() {
        assertEquals(
                "old.tar: manifest.json: 31457280 bytes of JSON; at most 1048576 are read",
                refusal(docker(" ".repeat(30 << 20))));
    }

    @Test
    @DisplayName("A23 a config of more than 4 MiB is refused")
    void hugeConfigIsRefused() {
        ArchiveMembers archive = docker("[{\"Config\":\"c\",\"Layers\":[]}]").file("c", " ".repeat(5 << 20));

        assertEquals("old.tar: c: 5242880 bytes of JSON; at most 4194304 are read", refusal(archive));
    }

    @Test
    @DisplayName("A23 deep nesting is refused")
    void deepNestingIsRefused() {
        String message = refusal(docker("[".repeat(1000) + "]".repeat(1000)));

        assertTrue(message.startsWith("old.tar: manifest.json: not valid JSON: Document nesting depth (65) "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"Config\":\"a\",\"Config\":\"b\"}]", "[{\"Layers\":[],\"Layers\":[]}]"})
    @DisplayName("A23 repeated keys are refused")
    void repeatedKeysAreRefused(String json) {
        String message = refusal(docker(json));

        assertTrue(message.startsWith("old.tar: manifest.json: not valid JSON: Duplicate field '"), message);
    }

    @Test
    @DisplayName("A23 a byte order mark is refused")
    void byteOrderMarkIsRefused() {
        assertEquals("old.tar: manifest.json: JSON begins with a byte order mark", refusal(docker("\ufeff[]")));
    }

    @Test
    @DisplayName("A23 text behind the value is refused")
    void trailingTextIsRefused() {
        String message = refusal(docker("[] []"));

        assertTrue(message.startsWith("old.tar: manifest.json: not valid JSON: Trailing token"), message);
    }

    @Test
    @DisplayName("B7 keys in another case are read, as jib wrote them and engines read them")
    void keysInAnotherCaseAreRead() throws IOException {
        ArchiveMembers docker = ArchiveDialect.DOCKER_LEGACY
                .members(image)
                .edit(
                        "manifest.json",
                        json -> json.replace("Config", "config")
                                .replace("RepoTags", "repoTags")
                                .replace("Layers", "layers"));
        ArchiveMembers oci = ArchiveDialect.PODMAN_OCI
                .members(image)
                .edit(
                        "index.json",
                        json -> json.replace("manifests", "Manifests").replace("digest", "Digest"))
                .editOciManifest(
                        json -> json.replace("\"config\"", "\"Config\"").replace("layers\"", "Layers\""));

        assertEquals(expected(image), open(docker).image());
        assertEquals(expected(image), open(oci).image());
    }

    @Test
    @DisplayName("B7 a key in two spellings is refused, as engines take the last")
    void keyInTwoSpellingsIsRefused() {
        assertEquals(
                "old.tar: manifest.json: item[0]: \"Config\" occurs more than once, as [Config, config]",
                refusal(docker("[{\"Config\":\"c\",\"config\":\"d\",\"Layers\":[]}]")));
    }

    @Test
    @DisplayName("A23 keys that are not known are ignored")
    void unknownKeysAreIgnored() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY
                .members(image)
                .edit("manifest.json", json -> json.replace("[{", "[{\"Parent\":\"x\",\"LayerSources\":{\"y\":1},"));

        assertEquals(expected(image), open(archive).image());
    }

    private static ArchiveMembers docker(String manifest) {
        return new ArchiveMembers().file("manifest.json", manifest);
    }
}
