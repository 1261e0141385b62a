// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.FakeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferredEngineTest {
    @TempDir
    Path directory;

    private static EngineKind preferred(Map<String, String> environment) {
        return Engine.preferred(environment).kind();
    }

    @Test
    void isDockerWhereBothAreInstalled() throws IOException {
        new FakeEngine(EngineKind.DOCKER, directory).engine();
        new FakeEngine(EngineKind.PODMAN, directory).engine();
        assertEquals(EngineKind.DOCKER, preferred(Map.of("PATH", directory.toString())));
    }

    @Test
    void isDockerWhereTheUserSaysWhereItIs() throws IOException {
        new FakeEngine(EngineKind.PODMAN, directory).engine();
        Map<String, String> environment = Map.of("PATH", directory.toString(), "DOCKER_HOST", "unix:///run/d.sock");
        assertEquals(EngineKind.DOCKER, preferred(environment));
    }

    @Test
    void isDockerWhereNothingIsInstalledSoThatItsAbsenceIsTheMessage() {
        assertEquals(EngineKind.DOCKER, preferred(Map.of("PATH", "/nowhere")));
    }

    @Test
    void doesNotShowTheEnvironmentWhichMayHoldSecrets() {
        assertEquals(
                "docker-daemon:", Engine.preferred(Map.of("TOKEN", "secret")).toString());
    }
}
