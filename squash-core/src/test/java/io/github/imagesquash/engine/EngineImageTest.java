// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineImageTest {
    private static final String ID = "sha256:ab12cd34ef567890";

    @ParameterizedTest
    @CsvSource({
        "app, app:latest",
        "app:latest, app:latest",
        "docker.io/library/app:1, app:1",
        "tool, localhost/tool:latest",
        "localhost/tool:latest, localhost/tool:latest",
        "ab12cd34, ab12cd34",
        "sha256:ab12cd34ef567890, sha256:ab12cd34ef567890"
    })
    void isSavedByOneFullNameAndNotByItsRepository(String asked, String saved) {
        EngineImage image = new EngineImage(
                ID, List.of("app:1", "app:latest", "localhost/tool:latest"), List.of(), Optional.empty());
        assertEquals(saved, image.nameFor(asked));
    }

    @Test
    void isReadFromTheCommandsListAndFromTheApisObject() throws IOException {
        EngineImage image = new EngineImage(ID, List.of("app:1"), List.of(), Optional.empty());
        String json = "{\"Id\": \"sha256:ab12cd34ef567890\", \"RepoTags\": [\"app:1\"], \"Other\": null}";
        assertEquals(image, EngineImage.parse(json, "test"));
        assertEquals(image, EngineImage.parse("[" + json + "]", "test"));
    }

    @Test
    void ofPodmanHasItsIdWithoutTheAlgorithm() throws IOException {
        assertEquals(
                new EngineImage(ID, List.of(), List.of(), Optional.empty()),
                EngineImage.parse("[{\"Id\": \"ab12cd34ef567890\", \"RepoTags\": null}]", "test"));
    }

    @Test
    void isLabelledByShortIdAndItsOtherNames() {
        Reference name = Reference.parse("app:1");
        assertEquals(
                "sha256:ab12cd34ef56",
                new EngineImage(ID, List.of("app:1"), List.of(), Optional.empty()).labelBeside(name));
        assertEquals(
                "sha256:ab12cd34ef56, also named app:2",
                new EngineImage(ID, List.of("app:1", "app:2"), List.of(), Optional.empty()).labelBeside(name));
    }
}
