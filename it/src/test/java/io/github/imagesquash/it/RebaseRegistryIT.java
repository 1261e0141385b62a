// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rebase from registry to registry, which skopeo filled, and from which it takes the result. */
class RebaseRegistryIT {
    private static final LayerBuilder OLD_BASE = layer().dir("etc/").file("etc/release", "1");
    private static final LayerBuilder NEW_BASE = layer().dir("etc/").file("etc/release", "2");
    private static final LayerBuilder OWN = layer().dir("srv/").file("srv/app", "A");

    @TempDir
    Path directory;

    private RegistryServer server(String name) throws IOException {
        return RegistryServer.open(Files.createDirectory(directory.resolve(name)));
    }

    private void fill(RegistryServer server) throws IOException {
        take(server, "base:1", OLD_BASE);
        take(server, "base:2", NEW_BASE);
        take(server, "app:1", OLD_BASE, OWN);
    }

    private void take(RegistryServer server, String name, LayerBuilder... layers) throws IOException {
        ImageBuilder image = ImageBuilder.image("localhost/squash-it-rebase:1");
        Stream.of(layers).forEach(image::layer);
        Path place = Files.createDirectory(directory.resolve(name.replace(':', '-')));
        server.take("docker-archive:" + ArchiveDialect.DOCKER_LEGACY.write(image, place), name);
    }

    private static List<String> layers(RegistryServer server, String name) throws IOException {
        JsonNode manifest = new JsonMapper().readTree(server.manifest(name).orElseThrow());
        return manifest.get("layers")
                .valueStream()
                .map(layer -> layer.get("digest").asText())
                .toList();
    }

    private void rebase(RegistryServer from, RegistryServer to) throws IOException {
        Launcher.squash(
                        "rebase",
                        "-q",
                        "--old-base=docker://" + from.name("base:1"),
                        "--new-base=docker://" + from.name("base:2"),
                        "docker://" + from.name("app:1"),
                        "-o",
                        "docker://" + to.name("app:2"))
                .output();
        assertEquals(
                List.of(layers(from, "base:2").getFirst(), layers(from, "app:1").getLast()), layers(to, "app:2"));
        to.give("app:2", "dir:" + directory.resolve("pulled"));
    }

    @Test
    void layersOfBothImagesAreTheSameBlobsInTheSameRegistry() throws IOException {
        try (RegistryServer server = server("registry")) {
            fill(server);
            rebase(server, server);
        }
    }

    @Test
    void anotherRegistryGetsThemAll() throws IOException {
        try (RegistryServer from = server("from");
                RegistryServer to = server("to")) {
            fill(from);
            rebase(from, to);
        }
    }
}
