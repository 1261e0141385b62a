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
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.tree.ImagePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is there after a run: a new output where it succeeds, and nothing of it where it fails. */
class SquashTest {
    @TempDir
    Path directory;

    private Path temporary;
    private Path output;

    @BeforeEach
    void directories() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        output = Files.createDirectory(directory.resolve("out")).resolve("new.tar");
    }

    private SquashRequest request(ImageBuilder image) throws IOException {
        return request(ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in")));
    }

    private SquashRequest request(Path archive) {
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output))
                .withSettings(settings -> settings.withTemporaryDirectory(temporary));
    }

    private static SquashReport run(SquashRequest request) throws IOException {
        return Squash.run(request, ProgressListener.NONE).only();
    }

    private String refusal(SquashRequest request) {
        return assertThrows(InvalidImageException.class, () -> run(request)).getMessage();
    }

    private String unmet(SquashRequest request) {
        return assertThrows(UnmetRequestException.class, () -> run(request)).getMessage();
    }

    private void assertNothingLeft() throws IOException {
        assertEquals(List.of(), list(temporary));
        assertEquals(List.of(), list(output.getParent()));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void whatIsToBeKeptAloneMustBeThere() throws IOException {
        SquashRequest request = request(image("app:1").layer(layer().file("a", "A")));
        Filter filter = new Filter(List.of(ImagePath.clean(new byte[] {'b'})), Rules.NONE, IgnoreList.EMPTY);
        String refusal = unmet(request.withFilter(filter));
        assertTrue(refusal.endsWith("--only /b: no such path in the image"), refusal);
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aFlippedBitIsToldByTheBlobsDigest(Compression compression) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(
                image("app:1").layer(layer().file("a", "A".repeat(100_000)), compression), directory);
        byte[] bytes = Files.readAllBytes(archive);
        flipLargestBlob(bytes);
        Files.write(archive, bytes);
        String message = refusal(request(archive));
        assertTrue(
                message.matches(".*: layer 1 of 1 \\(sha256:[0-9a-f]{12}\\): (digest of the blob|diff ID): expected"
                        + " sha256:[0-9a-f]{64}, found sha256:[0-9a-f]{64}"),
                message);
        assertNothingLeft();
    }

    /** Changes a byte in the middle of the layer, which these archives hold first. */
    private static void flipLargestBlob(byte[] archive) {
        for (int at = 0; at < archive.length; at += 512) {
            byte first = archive[at + 512];
            if (archive[at] == 'b' && first != '{' && first != 0 && archive[at + 156] == '0') {
                archive[at + 512 + 40] ^= 0x10;
                return;
            }
        }
        throw new IllegalStateException("no layer found");
    }

    @Test
    void aWrongDiffIdIsRefused() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A"), Compression.GZIP)
                .config(config ->
                        config.withObject("/rootfs").putArray("diff_ids").add("sha256:" + "0".repeat(64)));
        String message = refusal(request(image));
        assertTrue(message.contains("layer 1 of 1 (sha256:000000000000): diff ID: expected sha256:0000"), message);
        assertNothingLeft();
    }

    @Test
    void theOldOutputStaysWhenTheRunFails() throws IOException {
        Files.writeString(output, "old");
        refusal(request(image("app:1").layer(layer().file("etc/.wh.", ""))));
        assertEquals("old", Files.readString(output));
        assertEquals(1, list(output.getParent()).size());
    }

    @Test
    void anExistingOutputIsReplaced() throws IOException {
        Files.writeString(output, "old");
        run(request(image("app:1").layer(layer().file("a", "A"))));
        assertTrue(Files.size(output) > 1024);
        assertEquals(1, list(output.getParent()).size());
        assertEquals(List.of(), list(temporary));
    }

    @Test
    void theInputIsNotOverwritten() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image("app:1").layer(layer().file("a", "A")), directory);
        byte[] before = Files.readAllBytes(archive);
        Path link = Files.createSymbolicLink(directory.resolve("link.tar"), archive);
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Archive(link));
        assertTrue(unmet(request).endsWith("the output is the input; choose another name"));
        assertArrayEquals(before, Files.readAllBytes(archive));
    }

    @Test
    void anOutputThatIsADirectoryIsRefused() throws IOException {
        Files.createDirectory(output);
        IOException e =
                assertThrows(IOException.class, () -> run(request(image("app:1").layer(layer().file("a", "A")))));
        assertTrue(e.getMessage().endsWith("is a directory"), e.getMessage());
        assertEquals(List.of(output), list(output.getParent()));
    }

    @Test
    void anInterruptStopsTheRunAndLeavesNothing() throws IOException {
        SquashRequest request = request(image("app:1").layer(layer().file("a", "A".repeat(10_000_000))));
        ProgressListener interrupting = event -> {
            if (event instanceof Started started && started.stage() == Stage.WRITE) {
                Thread.currentThread().interrupt();
            }
        };
        assertThrows(InterruptedIOException.class, () -> Squash.run(request, interrupting));
        assertTrue(Thread.interrupted());
        assertNothingLeft();
    }

    @Test
    void limitsNameTheOptionThatRaisesThem() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A".repeat(100_000))
                        .file("1/2/3", "B")
                        .file("b", "")
                        .file("c", "")
                        .file("d", "")
                        .file("e", "")
                        .file("f", "")
                        .file("g", "")
                        .file("h", "")
                        .file("i", "")
                        .file("j", ""));
        String bytes = refusal(request(image).withSettings(settings -> settings.withLimits(new Limits(50_000, 100))));
        assertTrue(bytes.contains("more than 50000 uncompressed bytes"), bytes);
        assertTrue(bytes.contains("--max-size raises the limit"), bytes);
        String entries = refusal(request(image).withSettings(settings -> settings.withLimits(new Limits(1 << 20, 10))));
        assertTrue(entries.contains("more than 10 entries"), entries);
        assertTrue(entries.contains("--max-entries raises the limit"), entries);
        String names =
                refusal(request(image).withSettings(settings -> settings.withLimits(new Limits(1 << 20, 100, 12))));
        assertTrue(names.contains("more than 12 bytes of names, attributes and control files"), names);
        assertTrue(names.contains("--max-metadata raises the limit"), names);
        assertNothingLeft();
    }

    @Test
    void aStreamIsReadAndWrittenWhole() throws IOException {
        Path archive = ArchiveDialect.PODMAN_DOCKER.write(image("app:1").layer(layer().file("a", "A")), directory);
        run(request(archive));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Source stream = new Source.Stream(new ByteArrayInputStream(Files.readAllBytes(archive)), "standard input");
        run(SquashRequest.of(stream, new Destination.Stream(out))
                .withSettings(settings -> settings.withTemporaryDirectory(temporary)));
        assertArrayEquals(Files.readAllBytes(output), out.toByteArray());
        assertEquals(List.of(), list(temporary));
    }

    @Test
    void aFailedRunSendsNothingDownTheStream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = request(image("app:1").layer(layer().hardLink("a", "gone")));
        assertThrows(
                InvalidImageException.class,
                () -> run(SquashRequest.of(request.source(), new Destination.Stream(out))));
        assertFalse(out.size() > 0);
    }
}
