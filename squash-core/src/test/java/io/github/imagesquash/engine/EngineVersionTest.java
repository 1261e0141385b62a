// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVersionTest {
    @ParameterizedTest
    @CsvSource({"1.41, false", "1.47, false", "1.48, true", "1.51, true", "1.100, true", "'', false", "dev, false"})
    void dockerSavesOnePlatformSinceApi148(String api, boolean savesPlatforms) {
        assertEquals(savesPlatforms, EngineVersion.savesPlatforms(api + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "20.10.24+dfsg1, Engine, false",
        "22.06.0-beta.0, Engine, false",
        "23.0.0, Engine, true",
        "28.2.2, Engine, true",
        "4.3.1, Podman Engine, true",
        "dev, Engine, true"
    })
    void dockerReadsZstdSince23AndPodmanSinceLong(String version, String component, boolean readsZstd)
            throws IOException {
        String json = "{\"Components\":[{\"Name\":\"" + component + "\"}],\"Version\":\"" + version + "\"}";
        assertEquals(readsZstd, EngineVersion.readsZstd(json, "test"));
    }
}
