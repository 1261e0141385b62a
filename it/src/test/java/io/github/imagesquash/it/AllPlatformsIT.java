// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read by other tools of an archive that holds an index of squashed platforms. */
class AllPlatformsIT {
    private static final String NAME = Engine.imageName("platforms");

    @TempDir
    Path directory;

    private Path archive;
    private String digest;

    @BeforeEach
    void squash() throws IOException {
        byte[] old = ArchiveDialect.BUILDX_OCI
                .members(
                        image(NAME)
                                .layer(layer().file("f", "a"))
                                .layer(layer().whiteout("f").file("g", "a")),
                        image(NAME).platform("linux", "arm64").layer(layer().file("f", "b")))
                .toBytes();
        Path source = Files.write(directory.resolve("old.tar"), old);
        archive = directory.resolve("new.tar");
        IndexReport report = Squashing.runAll(
                SquashRequest.of(new Source.Archive(source), new Destination.Archive(archive)), ProgressListener.NONE);
        digest = report.descriptor().digest().toString();
    }

    private static String skopeo(String... arguments) throws IOException {
        Needs.program("skopeo", "skopeo");
        byte[] output = Program.of(List.of("skopeo"), arguments).output();
        return new String(output, StandardCharsets.UTF_8).strip();
    }

    @Test
    void skopeoCopiesTheWholeIndexAsItIs() throws IOException {
        Path copy = directory.resolve("copy");
        skopeo("copy", "--quiet", "--all", "--preserve-digests", "oci-archive:" + archive, "oci:" + copy + ":1");
        assertTrue(Files.exists(copy.resolve("blobs/sha256").resolve(digest.substring(7))));
    }

    @Test
    void skopeoPicksAPlatform() throws IOException {
        String architecture = skopeo(
                "inspect", "--override-arch", "arm64", "--format", "{{.Architecture}}", "oci-archive:" + archive);
        assertEquals("arm64", architecture);
    }

    @Test
    void dockerLoadsTheFirstPlatform() throws IOException {
        try (Engine engine = Engine.connect()) {
            engine.load(archive);
            assertEquals(1, engine.layers(NAME));
        }
    }

    @Test
    void podmanLoadsThePlatformOfTheMachine() throws IOException {
        Needs.program("podman", "podman");
        Needs.root();
        List<String> podman = Podman.in(directory.resolve("storage"));
        Program.of(podman, "load", "--quiet", "--input", archive.toString()).output();
        Program.Outcome inspected = Program.of(podman, "inspect", "--format", "{{.Os}} {{len .RootFS.Layers}}", NAME)
                .run();
        Program.of(podman, "rmi", "--all", "--force").run();
        assertEquals("linux 1", inspected.text().strip(), inspected.errors());
    }
}
