// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeEngine;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine as source and as destination; the engine is a script. */
class EngineTest {
    private static final String OLD_ID = "sha256:01d";

    @TempDir
    Path directory;

    private Path old;
    private Path temporary;
    private Path expected;
    private FakeEngine docker;
    private String newId;

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

    private SquashRequest request(Source source, Destination destination) {
        return SquashRequest.of(source, destination)
                .withTags(List.of(Reference.parse("app:small")))
                .withSettings(settings -> settings.withTemporaryDirectory(temporary));
    }

    private SquashRequest engineToEngine(boolean force) throws IOException {
        Engine engine = docker.engine();
        return request(new Source.Engine(engine, "app:1"), new Destination.Engine(engine, force));
    }

    private static SquashReport run(SquashRequest request) throws IOException {
        return Squash.run(request, ProgressListener.NONE).only();
    }

    private EngineException refusal(boolean force) throws IOException {
        SquashRequest request = engineToEngine(force);
        EngineException refusal = assertThrows(EngineException.class, () -> run(request));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
        return refusal;
    }

    @Test
    void imageIsSavedSquashedAndLoadedWithoutCompression() throws IOException {
        SquashReport report = run(engineToEngine(false));
        assertEquals("docker-daemon:app:1", report.source());
        assertEquals(newId, report.after().configDigest());
        assertArrayEquals(
                Files.readAllBytes(expected),
                Files.readAllBytes(directory.resolve("engine").resolve("loaded.tar")));
    }

    /** Saves only if it is asked for one platform, as an engine that has pulled no other. */
    private SquashReport ofOnePlatform(String apiVersion, String whenOlder) throws IOException {
        String old = "cat '" + this.old + "'";
        docker.on("version --format", "echo " + apiVersion)
                .on("image save", "[ \"$3 $4\" = '--platform linux/amd64' ] && { " + old + "; exit; }; " + whenOlder);
        return run(request(new Source.Engine(docker.engine(), "app:1"), new Destination.Archive(directory.resolve("n")))
                .withSelection(new Selection.OneImage(WantedImage.ONLY.on(Platform.parse("linux/amd64")))));
    }

    @Test
    @DisplayName("C10: the platform is handed on to an engine that can save it alone")
    void platformIsHandedOn() throws IOException {
        assertEquals("linux/amd64", ofOnePlatform("1.48", "exit 1").platform());
    }

    @Test
    @DisplayName("C10: older engines are not asked for what they do not know, and their failure says what to do")
    void platformIsNotHandedOnToOlderEngines() throws IOException {
        assertEquals("linux/amd64", ofOnePlatform("1.47", "cat '" + old + "'").platform());
        EngineException e = assertThrows(
                EngineException.class,
                () -> ofOnePlatform(
                        "1.47", "echo 'Error response from daemon: content digest sha256:ab: not found' >&2; exit 1"));
        assertTrue(e.getMessage().contains("--platform"), e.getMessage());
    }

    @Test
    void engineToFileKeepsTheOldCompression() throws IOException {
        Path file = directory.resolve("new.tar");
        run(request(new Source.Engine(docker.engine(), "app:1"), new Destination.Archive(file)));
        SquashReport again =
                run(request(new Source.Archive(file), new Destination.Archive(directory.resolve("again.tar"))));
        assertEquals("gzip", again.layers().getFirst().compression());
    }

    @Test
    void unknownImageIsSaidWithTheClosestNames() throws IOException {
        SquashRequest request = request(
                new Source.Engine(docker.engine(), "app:2"), new Destination.Archive(directory.resolve("new.tar")));
        EngineException refusal = assertThrows(EngineException.class, () -> run(request));
        assertEquals("docker: no such image: app:2; did you mean app:1?", refusal.getMessage());
    }

    @Test
    void nameThatIsNeitherAFileNorAnImageIsSaidToBeNeither() throws IOException {
        Source.Engine source = new Source.Engine(docker.engine(), "app:2", true);
        String both = "app:2: no such file, and docker: no such image: app:2; did you mean app:1?";
        for (Destination destination : List.of(
                new Destination.Archive(directory.resolve("new.tar")),
                new Destination.Engine(source.engine(), false),
                new Destination.Engine(source.engine(), true))) {
            SquashRequest request = request(source, destination);
            assertEquals(
                    both,
                    assertThrows(EngineException.class, () -> run(request)).getMessage());
        }
    }

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

    @Test
    void saveThatDiesMidwayIsTheClientsMessage() throws IOException {
        docker.on(
                "image save",
                "head -c 700 '" + old + "'; echo 'Error response from daemon: unexpected EOF' >&2; exit 1");
        assertEquals("docker: unexpected EOF", refusal(false).getMessage());
    }

    @Test
    void saveThatIsKilledIsAFailureThoughItSaysNothing() throws IOException {
        docker.on("image save", "cat '" + old + "'; kill -9 $$");
        assertEquals(
                "docker: saving the image ended with exit code 137 and no message",
                refusal(false).getMessage());
    }

    @Test
    void loadThatFailsIsTheClientsMessage() throws IOException {
        docker.on(
                "image load", "cat > /dev/null; echo 'Error processing tar file: no space left on device' >&2; exit 1");
        assertEquals(
                "docker: Error processing tar file: no space left on device",
                refusal(false).getMessage());
    }

    @Test
    void loadThatStopsReadingIsTheClientsMessage() throws IOException {
        docker.on("image load", "echo 'Error response from daemon: go away' >&2; exit 1");
        assertEquals("docker: go away", refusal(false).getMessage());
    }

    @Test
    void loadThatClaimsSuccessIsNotBelieved() throws IOException {
        docker.on("image load", "cat > /dev/null; echo 'Loaded image: app:small'");
        assertEquals(
                "docker: reported success, but app:small is no image and not " + newId,
                refusal(false).getMessage());
    }

    @Test
    void zstdIsRefusedBeforeAnyWorkByAnEngineThatCannotReadIt() throws IOException {
        docker.on("version --format", "echo '{\"Version\":\"20.10.24\"}'").on("image save", "touch saved");
        SquashRequest request = engineToEngine(false).withEncoding(new Encoding.Chosen(Compression.ZSTD, 3));
        EngineException refusal = assertThrows(EngineException.class, () -> run(request));
        assertTrue(refusal.getMessage().contains("which require Docker 23"), refusal.getMessage());
        assertFalse(Files.exists(directory.resolve("engine").resolve("saved")));
    }

    @Test
    void daemonThatIsNotThereIsSaidByItsAddress() throws IOException {
        docker.on(
                "image inspect",
                "echo 'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?' >&2; exit 1");
        assertEquals(
                "docker: cannot connect to the Docker daemon at unix:///x.sock; is it running?",
                refusal(false).getMessage());
    }

    @Test
    @Timeout(10)
    void interruptEndsAClientThatHangs() throws IOException {
        Path saving = namedPipe();
        docker.on("image save", "echo > '" + saving + "'; exec sleep 60");
        SquashRequest request = engineToEngine(false);
        Thread runner = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> {
            awaitWriter(saving);
            runner.interrupt();
        });
        assertThrows(InterruptedIOException.class, () -> run(request));
        assertTrue(Thread.interrupted());
    }

    private Path namedPipe() throws IOException {
        Path pipe = directory.resolve("saving");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", pipe.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue());
        return pipe;
    }

    private static void awaitWriter(Path pipe) {
        try {
            Files.readAllBytes(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
