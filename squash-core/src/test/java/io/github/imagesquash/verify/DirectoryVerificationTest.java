// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file of a directory is damaged between writing and reading back. The run fails, names it, and leaves nothing. */
class DirectoryVerificationTest {
    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void directories() throws IOException {
        output = Files.createDirectory(directory.resolve("out")).resolve("layout");
    }

    /** What is written. */
    private enum Form {
        LAYOUT("index.json") {
            @Override
            Destination at(Path path) {
                return new Destination.Layout(path, "small");
            }
        },
        DIR("manifest.json") {
            @Override
            Destination at(Path path) {
                return new Destination.Dir(path);
            }
        };

        final String top;

        Form(String top) {
            this.top = top;
        }

        abstract Destination at(Path path);
    }

    @FunctionalInterface
    private interface Damage {
        void to(List<Path> files) throws IOException;
    }

    private SquashRequest request(Form form, String content) throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("a", content)).layer(layer().file("b", "B"));
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
        return SquashRequest.of(new Source.Archive(archive), form.at(output))
                .withEncoding(new Encoding.Chosen(Compression.NONE, Compression.NONE.defaultLevel()));
    }

    private String failure(Form form, Damage damage) throws IOException {
        List<Path> before = files(output.getParent());
        ProgressListener damaging = event -> {
            if (event instanceof Started started && started.stage() == Stage.VERIFY) {
                damageStaging(damage);
            }
        };
        SquashRequest request = request(form, "A".repeat(5000));
        String message = assertThrows(VerificationException.class, () -> Squash.run(request, damaging))
                .getMessage();
        assertEquals(before, files(output.getParent()), "nothing is left, and what was there stays");
        String prefix = output + ": verification failed, and the output was removed: ";
        assertTrue(message.startsWith(prefix), message);
        return message.substring(prefix.length());
    }

    private void damageStaging(Damage damage) {
        try {
            damage.to(files(output.getParent()).stream()
                    .filter(file -> file.toString().contains(".tmp/"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The layer, as all other files are small. */
    private static Path largest(List<Path> files) {
        return files.stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
    }

    /** Puts another file in the place of the one that was read back. */
    private static void replace(Path file, int flippedByte) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[flippedByte] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void aByteOfTheLayer(Form form) throws IOException {
        String message = failure(form, files -> replace(largest(files), 1000));
        assertTrue(message.startsWith("it cannot be read back: "), message);
        assertTrue(message.contains("layer 1 of 1") && message.contains("diff ID: expected "), message);
    }

    @ParameterizedTest
    @EnumSource
    void aLayerThatIsCutOff(Form form) throws IOException {
        String message = failure(form, files -> Files.write(largest(files), new byte[100]));
        assertTrue(message.startsWith("it cannot be read back: "), message);
        assertTrue(message.contains("size in bytes"), message);
    }

    @ParameterizedTest
    @EnumSource
    void aLayerThatIsGone(Form form) throws IOException {
        String message = failure(form, files -> Files.delete(largest(files)));
        assertTrue(message.contains("is missing"), message);
    }

    @ParameterizedTest
    @EnumSource
    void aByteOfTheConfig(Form form) throws IOException {
        String message = failure(form, files -> {
            for (Path file : files) {
                if (Files.size(file) < 5000 && Files.readString(file).contains("\"rootfs\"")) {
                    Files.writeString(file, Files.readString(file).replace("\"linux\"", "\"linus\""));
                }
            }
        });
        assertTrue(message.startsWith("it cannot be read back: "), message);
        assertTrue(message.contains("digest"), message);
    }

    @ParameterizedTest
    @EnumSource
    void theFileThatMakesTheRestCount(Form form) throws IOException {
        String message = failure(form, files -> {
            for (Path file : files) {
                if (file.endsWith(form.top)) {
                    Files.writeString(file, "{}");
                }
            }
        });
        assertTrue(message.startsWith("it cannot be read back: "), message);
    }

    @Test
    void aLayoutThatHasImagesKeepsThem() throws IOException {
        Squash.run(request(Form.LAYOUT, "earlier"), ProgressListener.NONE);
        aByteOfTheLayer(Form.LAYOUT);
        aLayerThatIsGone(Form.LAYOUT);
    }
}
