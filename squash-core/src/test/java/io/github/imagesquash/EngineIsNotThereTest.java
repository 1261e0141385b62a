// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where no engine answers, or its command is not installed. */
class EngineIsNotThereTest {
    @TempDir
    Path directory;

    private static String refusal(SquashRequest request) {
        return assertThrows(EngineException.class, () -> Squash.run(request, ProgressListener.NONE))
                .getMessage();
    }

    @Test
    void nameThatIsNoFileIsSaidSoWhereNoEngineAnswers() {
        Engine nobody = new Engine(EngineKind.DOCKER, Map.of("DOCKER_HOST", "unix:///nowhere/d.sock"));
        SquashRequest request = SquashRequest.of(
                        new Source.Engine(nobody, "app:2", true), new Destination.Engine(nobody, false))
                .withTags(List.of(Reference.parse("app:small")));
        assertEquals(
                "app:2: no such file, and docker: cannot connect to the Docker daemon at unix:///nowhere/d.sock; is it"
                        + " running?",
                refusal(request));
    }

    @Test
    void podmanWithoutItsCommandIsSaid() {
        Engine podman = new Engine(EngineKind.PODMAN, Map.of("PATH", "/nowhere"));
        SquashRequest request = SquashRequest.of(
                new Source.Engine(podman, "app:1"), new Destination.Archive(directory.resolve("new.tar")));
        assertEquals(
                "podman: there is no podman command on the path, which containers-storage: needs", refusal(request));
    }
}
