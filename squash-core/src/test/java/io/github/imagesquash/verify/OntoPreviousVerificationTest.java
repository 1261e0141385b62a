// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on a previous one's layers is replaced by another result the moment before it is read back. */
class OntoPreviousVerificationTest {
    private static final String LARGE = "L".repeat(1000);

    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void directories() throws IOException {
        output = Files.createDirectory(directory.resolve("out")).resolve("new.tar");
    }

    private static LayerBuilder kept() {
        return layer().file("kept", LARGE).file("time", "1");
    }

    private SquashRequest request(LayerBuilder today, LayerBuilder previous, Path target) throws IOException {
        BaseImage base =
                new BaseImage("old:1", new Source.Archive(archive(image("app:1").layer(previous))), WantedImage.ONLY);
        return SquashRequest.of(
                        new Source.Archive(archive(image("app:1").layer(today))), new Destination.Archive(target))
                .withGrouping(new GroupingChoice.OntoPrevious(base, 32));
    }

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
    }

    /** What is said of a result where one of another image, on another previous one, is found. */
    private String failure(LayerBuilder today, LayerBuilder foundToday, LayerBuilder foundPrevious) throws IOException {
        Path other = directory.resolve("other.tar");
        Squash.run(request(foundToday, foundPrevious, other), ProgressListener.NONE);
        byte[] found = Files.readAllBytes(other);
        ProgressListener changing = event -> {
            if (event instanceof Started started && started.stage() == Stage.VERIFY) {
                replace(found);
            }
        };
        SquashRequest request = request(today, kept(), output);
        String message = assertThrows(VerificationException.class, () -> Squash.run(request, changing))
                .getMessage();
        String prefix = output + ": verification failed, and the output was removed: ";
        assertTrue(message.startsWith(prefix), message);
        assertEquals(List.of(), list(), "nothing is left");
        return message.substring(prefix.length());
    }

    private void replace(byte[] found) {
        try {
            Path temporary = list().stream()
                    .filter(file -> file.toString().endsWith(".tmp"))
                    .findFirst()
                    .orElseThrow();
            Files.write(temporary, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(output.getParent())) {
            return files.toList();
        }
    }

    @Test
    void contentOfTheNewLayer() throws IOException {
        assertEquals(
                "/new: content differs from byte 2 on",
                failure(kept().file("new", "123"), kept().file("new", "12x"), kept()));
    }

    @Test
    void aFileThatShouldBeTheKeptOne() throws IOException {
        assertEquals(
                "/time: mtime 2001-09-09T01:46:40Z → 1970-01-01T00:00:07Z",
                failure(kept().file("new", "1"), kept().mtime(7).file("new", "1"), kept()));
    }

    @Test
    void anotherKeptLayer() throws IOException {
        LayerBuilder others = kept().file("more", "1");
        String failure = failure(kept().file("new", "1"), others.file("new", "1"), kept().file("more", "1"));
        assertTrue(failure.startsWith("kept layer 1: diff ID: expected sha256:"), failure);
    }

    @Test
    void aFileThatIsMissing() throws IOException {
        assertEquals("/new is missing", failure(kept().file("new", "1"), kept(), kept()));
    }
}
