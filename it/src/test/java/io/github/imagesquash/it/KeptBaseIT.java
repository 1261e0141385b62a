// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.request.LayerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image whose base is kept shares it in every engine, and shows the same files. */
class KeptBaseIT {
    private static final String BASE = Engine.imageName("kept-base");
    private static final String APP = Engine.imageName("kept-app");
    private static final String NEW = Engine.imageName("kept-new");
    private static final String OTHER = Engine.imageName("kept-other");

    @TempDir
    Path directory;

    private static ImageBuilder base(String name) {
        return ImageBuilder.image(name)
                .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B").hardLink("etc/c", "etc/b"))
                .layer(layer().dir("srv/")
                        .mode(01777)
                        .file("srv/old", "O")
                        .dir("srv/d/")
                        .file("srv/d/x", "X"));
    }

    private static ImageBuilder app() {
        return base(APP)
                .layer(layer().dir("etc/").whiteout("etc/b").file("etc/new", "N"))
                .layer(layer().dir("srv/").mode(01777).whiteout("srv/d").file("srv/old", "other"))
                .layer(layer().dir("srv/").mode(01777).dir("srv/d/").mode(0700).file("srv/d/y", "Y"));
    }

    private void load(Engine engine, ImageBuilder image, String file) throws IOException {
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(image, Files.createDirectory(directory.resolve(file))));
    }

    private static List<String> inspect(String image) throws IOException {
        Outcome layers = Program.of(
                        "docker", "image", "inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image)
                .run();
        return layers.text().strip().lines().toList();
    }

    @Test
    void dockerSharesTheBase() throws IOException {
        Needs.program("docker", "docker.io");
        try (Engine engine = Engine.connect()) {
            load(engine, base(BASE), "base");
            load(engine, app(), "app");
            Outcome outcome =
                    Launcher.squash("--keep-base", BASE, "-t", NEW, APP).run();
            assertEquals(0, outcome.exitCode(), outcome.errors());
            List<String> base = inspect(BASE);
            assertEquals(3, inspect(NEW).size());
            assertEquals(base, inspect(NEW).subList(0, 2));
            assertTrue(outcome.text().contains("-  kept: step 1"), outcome.text());
            String history = Program.of("docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", NEW)
                    .run()
                    .text();
            assertEquals(
                    List.of("squash", "step 5", "step 4", "step 3", "step 2", "step 1"),
                    history.lines().toList());
            engine.list(APP).assertSame(engine.list(NEW));
        }
    }

    @Test
    void whatIsMergedAboveTheBaseCanBeDivided() throws IOException {
        Needs.program("docker", "docker.io");
        try (Engine engine = Engine.connect()) {
            load(engine, base(BASE), "base");
            load(engine, app(), "app");
            Outcome outcome = Launcher.squash("--keep-base", BASE, "--group-by", "directory:/srv", "-t", NEW, APP)
                    .run();
            assertEquals(0, outcome.exitCode(), outcome.errors());
            assertEquals(4, inspect(NEW).size());
            assertEquals(inspect(BASE), inspect(NEW).subList(0, 2));
            engine.list(APP).assertSame(engine.list(NEW));
        }
    }

    @Test
    void whatIsNoBaseIsRefusedByBothDiffIds() throws IOException {
        Needs.program("docker", "docker.io");
        try (Engine engine = Engine.connect()) {
            load(engine, app(), "app");
            load(engine, ImageBuilder.image(OTHER).layer(layer().file("z", "Z")), "other");
            Outcome outcome =
                    Launcher.squash("--keep-base", OTHER, "-t", NEW, APP).run();
            assertEquals(1, outcome.exitCode());
            assertTrue(
                    outcome.errors()
                            .contains("is not built on " + OTHER + ": layer 1 has the diff ID "
                                    + inspect(APP).getFirst() + ", that of the base "
                                    + inspect(OTHER).getFirst()),
                    outcome.errors());
            assertFalse(outcome.errors().contains("Exception"), outcome.errors());
        }
    }

    private Path merged(LayerChoice layers) throws IOException {
        Path old = ArchiveDialect.PODMAN_OCI.write(app(), directory);
        Path merged = directory.resolve("merged.tar");
        Squasher.run(
                Squasher.request(old, merged).withLayers(layers).withEncoding(Squasher.encoding(Compression.GZIP)));
        return merged;
    }

    @Test
    void podmanLoadsItWithTheOldDiffIds() throws IOException {
        Needs.program("podman", "podman");
        Needs.root();
        Path merged = merged(new LayerChoice.Between(3, 4));
        List<String> storage = Podman.in(directory.resolve("storage"));
        Program.of(storage, "load", "--quiet", "--input", merged.toString()).output();
        String layers = Program.of(
                        storage,
                        "image",
                        "inspect",
                        "--format",
                        "{{range .RootFS.Layers}}{{println .}}{{end}}",
                        APP.replaceFirst("^", "docker.io/library/"))
                .run()
                .text();
        Program.of(storage, "rmi", "--all", "--force").run();
        List<String> found = layers.strip().lines().toList();
        List<String> old = app().layers().stream().map(layer -> layer.diffId()).toList();
        assertEquals(old.subList(0, 2), found.subList(0, 2));
        assertEquals(old.getLast(), found.getLast());
        assertEquals(4, found.size());
    }

    @Test
    void skopeoAndUmociShowTheSameFiles() throws IOException {
        Needs.program("skopeo", "skopeo");
        Needs.program("umoci", "umoci");
        Needs.program("getfattr", "attr");
        Needs.root();
        Path merged = merged(new LayerChoice.Between(3, 4));
        FileListing before = FileLister.unpacked(
                "oci-archive:" + ArchiveDialect.PODMAN_OCI.write(app(), directory), directory.resolve("old"));
        before.assertSame(FileLister.unpacked("oci-archive:" + merged, directory.resolve("new")));
        before.assertSame(FileLister.unpacked("docker-archive:" + merged, directory.resolve("docker")));
    }
}
