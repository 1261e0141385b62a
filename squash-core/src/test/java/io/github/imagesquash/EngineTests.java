// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeEngine;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with an engine as source and as destination; the engine is a script. */
abstract class EngineTests {
    static final String OLD_ID = "sha256:01d";

    @TempDir
    Path directory;

    Path old;
    Path temporary;
    Path expected;
    FakeEngine docker;
    String newId;

    @BeforeEach
    void engineWithAnImage() throws IOException {
        Path home = Files.createDirectory(directory.resolve("engine"));
        temporary = Files.createDirectory(directory.resolve("tmp"));
        old = ArchiveDialect.BUILDX_DOCKER.write(
                image("app:1")
                        .layer(layer().dir("d/").file("d/a", "A"), Compression.GZIP)
                        .layer(layer().whiteout("d/a"), Compression.GZIP),
                Files.createDirectory(directory.resolve("old")));
        expected = directory.resolve("expected.tar");
        newId = run(request(new Source.Archive(old), new Destination.Archive(expected))
                        .withEncoding(new Encoding.Chosen(Compression.NONE, 0)))
                .after()
                .configDigest();
        docker = new FakeEngine(EngineKind.DOCKER, home)
                .knows("app:1", OLD_ID)
                .on("image save", "cat '" + old + "'")
                .on("image ls", "echo app:1")
                .loads("docker.io/library/app:small", newId);
    }

    SquashRequest request(Source source, Destination destination) {
        return SquashRequest.of(source, destination)
                .withTags(List.of(Reference.parse("app:small")))
                .withSettings(settings -> settings.withTemporaryDirectory(temporary));
    }

    SquashRequest engineToEngine(boolean force) throws IOException {
        Engine engine = docker.engine();
        return request(new Source.Engine(engine, "app:1"), new Destination.Engine(engine, force));
    }

    static SquashReport run(SquashRequest request) throws IOException {
        return Squash.run(request, ProgressListener.NONE).only();
    }

    EngineException refusal(boolean force) throws IOException {
        SquashRequest request = engineToEngine(force);
        EngineException refusal = assertThrows(EngineException.class, () -> run(request));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
        return refusal;
    }
}
