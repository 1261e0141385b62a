// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no archive, no whole one, or a large one. */
class OuterArchiveTest {
    private static final String EXPECTED = "expected an archive made by docker save -o, podman save or docker buildx";

    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("A22 a missing file is named")
    void missingFileIsNamed() {
        Path missing = directory.resolve("missing.tar");

        NoSuchFileException refusal = assertThrows(NoSuchFileException.class, () -> open(missing, ImageSelector.ONLY));
        assertEquals(missing + ": no such file or directory", refusal.getMessage());
    }

    @Test
    @DisplayName("A22 an empty file is refused")
    void emptyFileIsRefused() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.tar"));

        assertEquals(empty + ": the file is empty; " + EXPECTED, refusalOf(empty));
        assertEquals("old.tar: the file is empty; " + EXPECTED, refusal(new byte[0], ImageSelector.ONLY));
    }

    @Test
    @DisplayName("A22 a zip is refused as one")
    void zipIsRefused() throws IOException {
        Path zip = Files.write(directory.resolve("old.zip"), new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});

        assertEquals(zip + ": this is a zip file; " + EXPECTED, refusalOf(zip));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 511, 512, 5000})
    @DisplayName("A22 what is no tar is refused")
    void textIsRefused(int length) {
        byte[] text = "hello".repeat(1000).substring(0, length).getBytes(StandardCharsets.US_ASCII);

        assertEquals("old.tar: this is a text file; " + EXPECTED, refusal(text, ImageSelector.ONLY));
    }

    @Test
    @DisplayName("A22 a compressed file that is no tar is refused")
    void compressedTextIsRefused() {
        byte[] compressed = StoredTar.gzip("hello".getBytes(StandardCharsets.US_ASCII));

        assertEquals("old.tar: this is a text file; " + EXPECTED, refusal(compressed, ImageSelector.ONLY));
    }

    @Test
    @DisplayName("A22 a tar without members is refused")
    void tarWithoutMembersIsRefused() {
        assertEquals(
                "old.tar: this is a file of zeros, or a tar without files; " + EXPECTED,
                refusal(layer().toBytes(), ImageSelector.ONLY));
    }

    @Test
    @DisplayName("A22 a tar cut off within a member is refused")
    void truncatedTarIsRefused() {
        byte[] archive =
                layer().file("manifest.json", "[]").file("blob", new byte[5000]).toBytes();

        assertEquals(
                "old.tar: \"blob\" is truncated: expected 5000 bytes, found 2464",
                refusal(Arrays.copyOf(archive, 4000), ImageSelector.ONLY));
    }

    @Test
    @DisplayName("A22 a tar cut off within a header is refused")
    void tarCutOffInAHeaderIsRefused() {
        byte[] archive = layer().file("manifest.json", "[]").file("blob", "x").toBytes();

        assertEquals(
                "old.tar: header at byte 1024: the archive ends inside a header",
                refusal(Arrays.copyOf(archive, 1024 + 100), ImageSelector.ONLY));
    }

    @Test
    void tooManyMembersAreRefused() throws IOException {
        byte[] archive = layer().file("a", "").file("b", "").toBytes();

        try (Spool spool = new Spool(SeenImage.TEMPORARY)) {
            assertEquals(
                    "old.tar: more than 1 members; --max-entries raises the limit",
                    assertThrows(
                                    InvalidImageException.class,
                                    () -> ImageArchive.open(
                                            new ByteArrayInputStream(archive),
                                            "old.tar",
                                            spool,
                                            new Limits(1 << 20, 1),
                                            ByteMeter.NONE,
                                            new Warnings()))
                            .getMessage());
        }
    }

    @Test
    @DisplayName("A35 a member of more than 8 GiB is passed over by its size")
    void memberOfMoreThan8GiB() throws IOException {
        long size = 9L << 30;
        byte[] header = layer().file("big", "").sizeField(size).withoutEnd().toBytes();
        Path file = directory.resolve("big.tar");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(header), 0);
            channel.write(
                    ByteBuffer.wrap(ArchiveDialect.DOCKER_25.members(image).toBytes()), header.length + size);
        }

        assertEquals(expected(image), open(file, ImageSelector.ONLY).image());
    }

    @Test
    @DisplayName("A35 an image of more than 1000 layers")
    void imageOfMoreThan1000Layers() throws IOException {
        ImageBuilder many = image("app:1");
        Stream.iterate(0, i -> i + 1).limit(1001).forEach(i -> many.layer(layer().file("f" + i, "")));

        assertEquals(
                expected(many), open(ArchiveDialect.PODMAN_DOCKER.members(many)).image());
    }

    private static String refusalOf(Path archive) {
        return assertThrows(InvalidImageException.class, () -> open(archive, ImageSelector.ONLY))
                .getMessage();
    }
}
