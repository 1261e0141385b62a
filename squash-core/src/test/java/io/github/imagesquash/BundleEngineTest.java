// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.FakeEngine;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine gets all images of an archive at once; the engine is a script. */
class BundleEngineTest {
    private static final String APP = "docker.io/library/app:1";
    private static final String DB = "docker.io/library/db:1";

    private final ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(
            image("app:1").layer(layer().file("f", "a")), image("db:1").layer(layer().file("f", "d")));

    @TempDir
    Path directory;

    private Path home;
    private Path expected;
    private BundleReport before;

    @BeforeEach
    void squashIntoAFile() throws IOException {
        home = Files.createDirectory(directory.resolve("engine"));
        expected = directory.resolve("expected.tar");
        before = run(new Destination.Archive(expected));
    }

    private BundleReport run(Destination destination) throws IOException {
        Source source = new Source.Stream(new ByteArrayInputStream(archive.toBytes()), "old.tar");
        return Squashing.runEach(
                SquashRequest.of(source, destination).withEncoding(new Encoding.Chosen(Compression.NONE, 0)),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
    }

    private String id(int image) {
        return before.platforms().get(image).after().configDigest();
    }

    private BundleReport load(FakeEngine engine, boolean force) throws IOException {
        return run(new Destination.Engine(engine.engine(), force));
    }

    @Test
    void allAreLoadedUnderTheirNames() throws IOException {
        FakeEngine docker = new FakeEngine(EngineKind.DOCKER, home).loads(APP, id(0));
        docker.knows(DB, id(1));
        load(docker, true);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(home.resolve("loaded.tar")));
    }

    @Test
    void oldNameOfAnotherImageIsRefusedUnlessForced() throws IOException {
        FakeEngine docker = new FakeEngine(EngineKind.DOCKER, home).loads(APP, id(0));
        docker.knows(DB, "sha256:0123456789abcdef");
        String refusal =
                assertThrows(EngineException.class, () -> load(docker, false)).getMessage();
        assertEquals(
                "docker: db:1 is the name of another image (sha256:0123456789ab); --force moves the name to the new one",
                refusal);
    }

    @Test
    void loadThatMissesOneImageIsNotBelieved() throws IOException {
        FakeEngine docker = new FakeEngine(EngineKind.DOCKER, home).loads(APP, id(0));
        String refusal =
                assertThrows(EngineException.class, () -> load(docker, false)).getMessage();
        assertEquals("docker: reported success, but db:1 is no image and not " + id(1), refusal);
    }
}
