// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was written is replaced, the moment before it is compared, by the result for another image, or damaged. Each time
 * the run fails, says where, and leaves nothing. {@link ReadbackTest} damages the layer while it is written.
 */
class VerificationTest {
    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void directories() throws IOException {
        output = Files.createDirectory(directory.resolve("out")).resolve("new.tar");
    }

    private SquashRequest request(ImageBuilder image, Path target) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(target));
    }

    /** What the failure says of an image whose archive is changed after writing. */
    private String failure(ImageBuilder image, Compression compression, UnaryOperator<byte[]> change)
            throws IOException {
        SquashRequest request =
                request(image, output).withEncoding(new Encoding.Chosen(compression, compression.defaultLevel()));
        ProgressListener changing = event -> {
            if (event instanceof Started started && started.stage() == Stage.VERIFY) {
                changeTemporaryFile(change);
            }
        };
        String message = assertThrows(VerificationException.class, () -> Squash.run(request, changing))
                .getMessage();
        assertEquals(List.of(), list(output.getParent()), "nothing is left");
        String prefix = output + ": verification failed, and the output was removed: ";
        assertTrue(message.startsWith(prefix), message);
        return message.substring(prefix.length());
    }

    private void changeTemporaryFile(UnaryOperator<byte[]> change) {
        try {
            Path temporary = list(output.getParent()).stream()
                    .filter(file -> file.toString().endsWith(".tmp"))
                    .findFirst()
                    .orElseThrow();
            Files.write(temporary, change.apply(Files.readAllBytes(temporary)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the failure says where another image's archive is found. */
    private String failure(ImageBuilder image, ImageBuilder written) throws IOException {
        Path other = directory.resolve("other.tar");
        Squash.run(request(written, other), ProgressListener.NONE);
        byte[] bytes = Files.readAllBytes(other);
        return failure(image, Compression.NONE, right -> bytes);
    }

    private String failure(LayerBuilder source, LayerBuilder written) throws IOException {
        return failure(image("app:1").layer(source), image("app:1").layer(written));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static LayerBuilder file() {
        return layer().file("t/a", "12345");
    }

    @Test
    void aByteOfContent() throws IOException {
        assertEquals("/t/a: content differs from byte 3 on", failure(file(), layer().file("t/a", "123x5")));
    }

    @Test
    void bytesThatNobodyReads() throws IOException {
        String failure = failure(image("app:1").layer(file()), Compression.NONE, bytes -> {
            byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
            more[bytes.length] = 'x';
            return more;
        });
        assertTrue(failure.contains("1 bytes behind byte "), failure);
        assertTrue(failure.contains("behind the end of the tar"), failure);
    }

    @Test
    void aMode() throws IOException {
        assertEquals("/t/a: mode 0644 → 0755", failure(file(), file().mode(0755)));
    }

    @Test
    void anOwner() throws IOException {
        assertEquals("/t/a: owner 0:0 → 1:2", failure(file(), file().owner(1, 2)));
    }

    @Test
    void aSize() throws IOException {
        assertEquals("/t/a: size 5 → 4", failure(file(), layer().file("t/a", "1234")));
    }

    @Test
    void aNanosecond() throws IOException {
        assertEquals(
                "/t/a: mtime 1970-01-01T00:00:05.000000001Z → 1970-01-01T00:00:05Z",
                failure(file().mtime(5, 1), file().mtime(5)));
    }

    @Test
    void anExtendedAttribute() throws IOException {
        assertEquals("/t/a: xattr user.x \"1\" → absent", failure(file().xattr("user.x", "1"), file()));
    }

    @Test
    void aMissingPath() throws IOException {
        assertEquals("/t/b is missing", failure(file().file("t/b", ""), file()));
    }

    @Test
    void aPathTooMany() throws IOException {
        assertEquals("/t/b is there, and should not be", failure(file(), file().file("t/b", "")));
    }

    @Test
    void aSplitLinkGroup() throws IOException {
        assertEquals(
                "/a: links /a = /b → /a, and 1 more paths differ",
                failure(
                        layer().file("a", "A").hardLink("b", "a"),
                        layer().file("a", "A").file("b", "A")));
    }

    @Test
    void aRootThatWasNotDescribed() throws IOException {
        assertEquals(
                "root directory described: expected false, found true",
                failure(file(), layer().dir("./").file("t/a", "12345")));
    }

    @Test
    void aConfig() throws IOException {
        ImageBuilder image = image("app:1").layer(file());
        assertEquals(
                "config /config/User: expected no value, found \"me\"",
                failure(
                        image,
                        image("app:1")
                                .layer(file())
                                .config(config -> config.withObject("/config").put("User", "me"))));
    }

    @Test
    void aStepOfTheHistoryWithoutItsWords() throws IOException {
        assertEquals(
                "history: expected the source's 2 steps in their order, found 3 without its step 2",
                failure(
                        image("app:1").layer(file()).emptyStep("RUN login --password=hunter2"),
                        image("app:1").layer(file()).emptyStep("RUN logout")));
    }

    @Test
    void aName() throws IOException {
        assertEquals(
                "names: expected [docker.io/library/app:1], found [docker.io/library/app:2]",
                failure(image("app:1").layer(file()), image("app:2").layer(file())));
    }

    @Test
    void aTruncatedArchive() throws IOException {
        String message =
                failure(image("app:1").layer(file()), Compression.NONE, archive -> Arrays.copyOf(archive, 5000));
        assertTrue(message.startsWith("it cannot be read back: "), message);
    }

    @Test
    void nothingIsReadBackUnlessAskedFor() throws IOException {
        SquashRequest request = request(image("app:1").layer(file()), output).withVerify(false);
        assertFalse(Squash.run(request, event -> {
                    if (event instanceof Started started) {
                        assertFalse(started.stage() == Stage.VERIFY);
                    }
                })
                .only()
                .verified());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRightPassesWithTimesCutOff(Compression compression) throws IOException {
        ImageBuilder image = image("app:1", "app:2")
                .layer(file().mtime(2_000_000_000, 5)
                        .dir("d/")
                        .hardLink("d/l", "t/a")
                        .file("stargz.index.json", "{}"))
                .annotation("org.opencontainers.image.base.digest", "sha256:00")
                .annotation("note", "kept");
        SquashRequest request = request(image, output)
                .withEncoding(new Encoding.Chosen(compression, compression.defaultLevel()))
                .withLatest(Instant.ofEpochSecond(1_000, 3));
        assertTrue(Squash.run(request, ProgressListener.NONE).only().verified());
    }
}
