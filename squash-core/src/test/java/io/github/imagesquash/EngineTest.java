// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine as source and as destination. */
class EngineTest extends EngineTests {
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
