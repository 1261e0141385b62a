// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Names in an engine that already belong to an image. */
class EngineNamesTest extends EngineTests {
    @Test
    void nameOfAnotherImageIsRefusedBeforeAnyWork() throws IOException {
        docker.knows("docker.io/library/app:small", "sha256:0123456789abcdef", "2020-01-01T00:00:00Z")
                .on("image save", "touch saved");
        assertEquals(
                "docker: app:small is the name of another image (sha256:0123456789ab); --force moves the name to the"
                        + " new one",
                refusal(false).getMessage());
        assertFalse(Files.exists(directory.resolve("engine").resolve("saved")));
    }

    @Test
    void secondRunFindsItsOwnResultAndLoadsNothing() throws IOException {
        SquashReport first = run(engineToEngine(false));
        assertFalse(first.result().getFirst().inDestination());
        Files.delete(directory.resolve("engine").resolve("loaded.tar"));
        docker.knows("docker.io/library/app:small", newId, created());
        SquashReport second = run(engineToEngine(false));
        assertEquals(newId, second.after().configDigest());
        assertTrue(second.result().getFirst().inDestination());
        assertFalse(Files.exists(directory.resolve("engine").resolve("loaded.tar")));
    }

    @Test
    void anotherImageOfTheSameTimeKeepsItsName() throws IOException {
        docker.knows("docker.io/library/app:small", "sha256:0123456789abcdef", created());
        assertEquals(
                "docker: app:small is the name of another image (sha256:0123456789ab); --force moves the name to the"
                        + " new one",
                refusal(false).getMessage());
        assertFalse(Files.exists(directory.resolve("engine").resolve("loaded.tar")));
    }

    /** When the image was made; the engine says the same of it. */
    private String created() throws IOException {
        String created = WrittenArchive.of(Files.readAllBytes(expected))
                .config()
                .get("created")
                .asText();
        docker.knows("app:1", OLD_ID, created);
        return created;
    }

    @Test
    void nameOfAnotherImageMovesWithForce() throws IOException {
        Path stale = directory.resolve("engine").resolve("inspect-docker.io_library_app_small");
        Files.writeString(stale, "[{\"Id\": \"sha256:other\"}]");
        assertEquals(newId, run(engineToEngine(true)).after().configDigest());
    }

    @Test
    void theSourcesOwnNameMayBeReplaced() throws IOException {
        Path own = directory.resolve("engine").resolve("inspect-docker.io_library_app_small");
        Files.writeString(own, "[{\"Id\": \"" + OLD_ID + "\"}]");
        assertEquals(newId, run(engineToEngine(false)).after().configDigest());
    }
}
