// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers are verified on one pass and copied on another: what happens to the archive between them. */
class SourceChangeTest {
    private static final ImageBuilder IMAGE = image("app:1").layer(layer().file("a", "A".repeat(3_000_000)));

    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void outputDirectory() throws IOException {
        output = Files.createDirectory(directory.resolve("out")).resolve("new.tar");
    }

    @FunctionalInterface
    private interface Meddling {
        void with(Path archive) throws IOException;
    }

    /** Squashes, and meddles with the archive when it is read and verified, and before it is copied. */
    private void squash(Path archive, Meddling meddling) throws IOException {
        Squash.run(SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output)), event -> {
            if (event instanceof Started started && started.stage() == Stage.WRITE) {
                try {
                    meddling.with(archive);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static void overwriteTheMiddle(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[5]), channel.size() / 2);
        }
    }

    private void assertNothingWritten() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void anArchiveThatIsOverwrittenIsRefused() throws IOException {
        Path archive = ArchiveDialect.PODMAN_DOCKER.write(IMAGE, directory);
        InvalidImageException e =
                assertThrows(InvalidImageException.class, () -> squash(archive, SourceChangeTest::overwriteTheMiddle));
        assertEquals(archive + ": changed while squash read it", e.getMessage());
        assertNothingWritten();
    }

    @Test
    void aFileOfADirectoryThatIsOverwrittenIsRefused() throws IOException {
        Path layout = ArchiveDialect.DIR.write(IMAGE, directory);
        InvalidImageException e = assertThrows(
                InvalidImageException.class, () -> squash(layout, dir -> overwriteTheMiddle(largest(dir))));
        assertEquals(layout + ": " + largest(layout).getFileName() + ": changed while squash read it", e.getMessage());
        assertNothingWritten();
    }

    @Test
    void anArchiveThatIsCutOffIsToldByName() throws IOException {
        Path archive = ArchiveDialect.PODMAN_DOCKER.write(IMAGE, directory);
        FileSystemException e = assertThrows(
                FileSystemException.class,
                () -> squash(archive, file -> Files.write(file, new byte[100], StandardOpenOption.TRUNCATE_EXISTING)));
        assertEquals(archive + ": became shorter while squash read it", e.getMessage());
        assertNothingWritten();
    }

    @Test
    void anArchiveWhoseNameGoesToAnotherFileIsReadToItsEnd() throws IOException {
        Path archive = ArchiveDialect.PODMAN_DOCKER.write(IMAGE, directory);
        squash(archive, file -> {
            Files.delete(file);
            Files.writeString(file, "another");
        });
        assertTrue(Files.size(output) > 3_000_000);
    }

    @Test
    void anArchiveThatIsDeletedIsReadToItsEnd() throws IOException {
        squash(ArchiveDialect.PODMAN_DOCKER.write(IMAGE, directory), Files::delete);
        assertTrue(Files.size(output) > 3_000_000);
    }

    private static Path largest(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.max((a, b) ->
                            Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
    }
}
