// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is a directory. */
class LayoutDirectoryTest {
    private static final String EXPECTED = "expected an archive made by docker save -o, podman save or docker buildx";

    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    void linkInsideTheDirectoryIsFollowed() throws IOException {
        Path layout = ArchiveDialect.OCI_DIRECTORY.write(image, directory);
        Files.move(layout.resolve("blobs"), layout.resolve("elsewhere"));
        Files.createSymbolicLink(layout.resolve("blobs"), Path.of("elsewhere"));

        assertEquals(expected(image), open(layout, ImageSelector.ONLY).image());
    }

    @Test
    @DisplayName("A20 a link out of the directory is refused, even to what it should be")
    void linkOutOfTheDirectoryIsRefused() throws IOException {
        Path layout = ArchiveDialect.OCI_DIRECTORY.write(image, directory);
        Path outside = directory.resolve("outside.json");
        Files.move(layout.resolve("index.json"), outside);
        Files.createSymbolicLink(layout.resolve("index.json"), outside);

        assertEquals(layout + ": \"index.json\" is a link that leads out of the directory", refusalOf(layout));
    }

    @Test
    void directoryThatIsNoLayoutIsRefused() {
        assertEquals(directory + ": holds no files; " + EXPECTED, refusalOf(directory));
    }

    private static String refusalOf(Path archive) {
        return assertThrows(InvalidImageException.class, () -> open(archive, ImageSelector.ONLY))
                .getMessage();
    }
}
