// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's registry server when something goes wrong: one line says which image, which blob and what it answered. */
class RegistryFaultIT {
    @TempDir
    Path directory;

    private Path old;

    @BeforeEach
    void writeImage() throws IOException {
        byte[] random = new byte[6 << 20];
        new Random(1).nextBytes(random);
        old = ArchiveDialect.DOCKER_LEGACY.write(
                ImageBuilder.image("squash-it:1")
                        .layer(layer().file("random", random))
                        .layer(layer().file("b", "B")),
                directory);
    }

    private RegistryServer server() throws IOException {
        return RegistryServer.open(Files.createDirectory(directory.resolve("registry")));
    }

    /** What a push says that must fail, and leave no tag. */
    private String failure(RegistryServer server, int port) throws IOException {
        ImageAddress target = ImageAddress.parse("localhost:" + port + "/app:small");
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(old), new Destination.Registry(List.of(target), server.access()))
                .withEncoding(Squasher.encoding(Compression.GZIP));
        String message =
                assertThrows(IOException.class, () -> Squasher.run(request)).getMessage();
        assertEquals(Optional.empty(), server.manifest("app:small"), "nothing half-pushed has a name");
        assertFalse(message.contains("\n"), message);
        assertTrue(message.startsWith(target + ": "), message);
        return message.substring(target.toString().length() + 2);
    }

    @Test
    void unknownImage() throws IOException {
        try (RegistryServer server = server()) {
            String name = server.name("app:gone");
            Outcome outcome = Launcher.squash(
                            "-q",
                            "docker://" + name,
                            "-o",
                            directory.resolve("new.tar").toString())
                    .run();
            assertEquals(1, outcome.exitCode());
            assertEquals(
                    "squash: docker://" + name + ": there is no such image; the registry answered "
                            + "404 MANIFEST_UNKNOWN: manifest unknown\n",
                    outcome.errors());
        }
    }

    @Test
    void registryWithoutSpace() throws IOException {
        Path content = Files.createDirectories(directory.resolve("registry/content"));
        try (Tmpfs _ = Tmpfs.mount(content, "size=3m");
                RegistryServer server = RegistryServer.open(directory.resolve("registry"))) {
            String message = failure(server, server.port());
            assertTrue(message.matches("blob sha256:[0-9a-f]{12}: .*"), message);
            // The system's number for "no space left on device".
            assertTrue(message.matches(".* answered 500 UNKNOWN: unknown error \\(.*\"Err\":28.*"), message);
        }
    }

    @Test
    void connectionThatIsCutAgainAndAgain() throws IOException {
        try (RegistryServer server = server();
                BadLine line = BadLine.cutting(server.port(), 1000, 1 << 20)) {
            String message = failure(server, line.port());
            assertTrue(
                    message.matches(
                            "blob sha256:[0-9a-f]{12}: the upload of 6[0-9]{6} bytes failed 5 times in a row: .*"),
                    message);
        }
    }

    @Test
    void contentThatArrivesGarbled() throws IOException {
        try (RegistryServer server = server();
                BadLine line = BadLine.garbling(server.port(), 3 << 20)) {
            String message = failure(server, line.port());
            assertTrue(
                    message.matches("blob sha256:[0-9a-f]{12}: localhost:[0-9]+ answered "
                            + "400 DIGEST_INVALID: provided digest did not match uploaded content.*"),
                    message);
        }
    }
}
