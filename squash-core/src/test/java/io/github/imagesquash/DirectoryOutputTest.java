// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.TargetDirectory.app;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories as outputs: when they are refused, what a failure leaves of them, and what a {@code dir:} layout has. */
class DirectoryOutputTest {
    @TempDir
    Path directory;

    private TargetDirectory target;

    @BeforeEach
    void target() throws IOException {
        target = TargetDirectory.in(directory);
    }

    private static ImageBuilder broken() {
        return app("app:1", "x").layer(layer().file(".wh.", ""));
    }

    @Test
    void emptyDirectoryBecomesALayout() throws IOException {
        Files.createDirectory(target.path());
        target.add(app("app:1", "x"), "a");
        assertEquals(List.of("a"), target.refs());
    }

    @Test
    void directoryWithOtherFilesIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectory(target.path());
        Files.writeString(target.path().resolve("version"), "mine");
        for (Destination destination :
                List.of(new Destination.Layout(target.path()), new Destination.Dir(target.path()))) {
            UnmetRequestException refusal =
                    assertThrows(UnmetRequestException.class, () -> target.run(app("app:1", "x"), destination));
            assertTrue(refusal.getMessage().contains("has files in it, but is not"), refusal.getMessage());
        }
        assertEquals(List.of("version"), target.files());
    }

    @Test
    void failureLeavesNothing() {
        assertThrows(IOException.class, () -> target.add(broken(), "a"));
        assertFalse(Files.exists(target.path()));
        assertEquals(0, target.path().getParent().toFile().list().length);
    }

    @Test
    void failureLeavesALayoutAsItWas() throws IOException {
        target.add(app("app:1", "x"), "a");
        List<String> before = target.files();
        byte[] index = Files.readAllBytes(target.path().resolve("index.json"));
        assertThrows(IOException.class, () -> target.add(broken(), "b"));
        assertEquals(before, target.files());
        assertArrayEquals(index, Files.readAllBytes(target.path().resolve("index.json")));
    }

    @Test
    void failureWhileFilesAreMovedIsUndone() throws IOException {
        target.run(app("app:1", "x"), new Destination.Dir(target.path()));
        Files.delete(target.path().resolve("manifest.json"));
        Files.createDirectories(target.path().resolve("manifest.json").resolve("in the way"));
        List<String> before = target.files();
        assertThrows(IOException.class, () -> target.run(app("app:1", "y"), new Destination.Dir(target.path())));
        assertEquals(before, target.files());
    }

    @Test
    void brokenIndexIsRefusedAndLeftAsItIs() throws IOException {
        target.add(app("app:1", "x"), "a");
        Files.writeString(target.path().resolve("index.json"), "[]");
        List<String> before = target.files();
        assertThrows(IOException.class, () -> target.add(app("app:1", "y"), "b"));
        assertEquals(before, target.files());
    }

    @Test
    void dirHasTheManifestAndTheBlobsByTheirDigits() throws IOException {
        SquashReport report = target.run(app("app:1", "x"), new Destination.Dir(target.path()));
        assertEquals(List.of(), report.tags());
        assertEquals(
                "Directory Transport Version: 1.1\n",
                Files.readString(target.path().resolve("version")));
        assertEquals(
                report.after().manifestDigest().orElseThrow(),
                Blobs.digest(Files.readAllBytes(target.path().resolve("manifest.json"))));
        String layer =
                target.json("manifest.json").at("/layers/0/digest").asText().substring(7);
        assertEquals(layer, Blobs.hex(Files.readAllBytes(target.path().resolve(layer))));
        assertEquals(4, target.files().size());
    }

    @Test
    void dirGivesUpItsOldImage() throws IOException {
        target.run(app("app:1", "x"), new Destination.Dir(target.path()));
        SquashReport report = target.run(app("app:1", "y"), new Destination.Dir(target.path()));
        assertEquals(
                report.after().manifestDigest().orElseThrow(),
                Blobs.digest(Files.readAllBytes(target.path().resolve("manifest.json"))));
        assertEquals(4, target.files().size());
    }

    @Test
    void dirIsNotItsOwnOutput() throws IOException {
        target.run(app("app:1", "x"), new Destination.Dir(target.path()));
        SquashRequest request = SquashRequest.of(new Source.Archive(target.path()), new Destination.Dir(target.path()));
        assertThrows(IOException.class, () -> Squash.run(request, ProgressListener.NONE));
        assertEquals(4, target.files().size());
    }

    @Test
    void whatIsWrittenCanBeReadAgain() throws IOException {
        Path dir = directory.resolve("dir");
        String digest = target.run(app("app:1", "x"), new Destination.Dir(dir))
                .after()
                .manifestDigest()
                .orElseThrow();
        assertEquals(digest, target.add(app("app:1", "x"), "a"));
        for (Path source : List.of(dir, target.path())) {
            SquashRequest request = SquashRequest.of(
                    new Source.Archive(source), new Destination.Archive(directory.resolve("again.tar")));
            assertEquals(
                    digest,
                    Squash.run(request, ProgressListener.NONE)
                            .only()
                            .before()
                            .manifestDigest()
                            .orElseThrow());
        }
    }
}
