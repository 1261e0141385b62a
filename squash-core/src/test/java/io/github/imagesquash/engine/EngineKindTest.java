// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineKindTest {
    @ParameterizedTest
    @CsvSource({
        "app, docker.io/library/app:latest, localhost/app:latest",
        "team/app:1, docker.io/team/app:1, localhost/team/app:1",
        "docker.io/library/app:1, docker.io/library/app:1, docker.io/library/app:1",
        "registry.example/app:1, registry.example/app:1, registry.example/app:1",
        "localhost:5000/app:1, localhost:5000/app:1, localhost:5000/app:1",
        "localhost/app:1, localhost/app:1, localhost/app:1"
    })
    void newNameWithoutARegistryIsWhereTheEnginesOwnTagPutsIt(String name, String docker, String podman) {
        assertEquals(docker, EngineKind.DOCKER.qualify(name).toString());
        assertEquals(podman, EngineKind.PODMAN.qualify(name).toString());
    }
}
