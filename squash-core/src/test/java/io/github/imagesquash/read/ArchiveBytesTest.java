// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.OuterCodecs;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be around the tar: compression, or a stream instead of a file. */
class ArchiveBytesTest {
    @TempDir
    private Path directory;

    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("A13 gzip around the whole is taken off, from a file and from a stream")
    void gzipIsTakenOff() throws IOException {
        byte[] compressed =
                StoredTar.gzip(ArchiveDialect.DOCKER_25.members(image).toBytes());

        assertEquals(expected(image), open(compressed, ImageSelector.ONLY).image());
        assertEquals(expected(image), openFile(compressed).image());
    }

    @Test
    @DisplayName("A13 zstd around the whole is taken off, from a file and from a stream")
    void zstdIsTakenOff() throws IOException {
        byte[] compressed =
                Zstd.compress(ArchiveDialect.DOCKER_25.members(image).toBytes());

        assertEquals(expected(image), open(compressed, ImageSelector.ONLY).image());
        assertEquals(expected(image), openFile(compressed).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "bzip2", "lz4", "lzma", "compress"})
    @DisplayName("B7 other compressions around the whole are taken off, from a file and from a stream")
    void otherCompressionsAreTakenOff(String format) throws IOException {
        byte[] compressed = OuterCodecs.compress(
                format, ArchiveDialect.DOCKER_25.members(image).toBytes());

        assertEquals(expected(image), open(compressed, ImageSelector.ONLY).image());
        assertEquals(expected(image), openFile(compressed).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "bzip2", "lz4"})
    @DisplayName("B7 several streams of one compression are one archive, as parallel compressors write them")
    void joinedStreamsAreOneArchive(String format) throws IOException {
        byte[] tar = ArchiveDialect.DOCKER_25.members(image).toBytes();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(OuterCodecs.compress(format, Arrays.copyOf(tar, 1000)));
        joined.write(OuterCodecs.compress(format, Arrays.copyOfRange(tar, 1000, tar.length)));

        assertEquals(
                expected(image), open(joined.toByteArray(), ImageSelector.ONLY).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "bzip2", "lz4", "lzma"})
    @DisplayName("B7 a compressed archive that is cut off or broken is refused by name")
    void brokenCompressionIsRefused(String format) throws IOException {
        byte[] whole = OuterCodecs.compress(
                format, ArchiveDialect.DOCKER_25.members(image).toBytes());
        byte[] broken = whole.clone();
        Arrays.fill(broken, broken.length / 2, broken.length / 2 + 40, (byte) 0x55);

        assertEquals(
                "old.tar: " + format + " data is truncated",
                refusal(Arrays.copyOf(whole, whole.length - 30), ImageSelector.ONLY));
        assertTrue(refusal(broken, ImageSelector.ONLY).startsWith("old.tar: "));
    }

    @Test
    @DisplayName("B7 xz data that needs more memory than engines give is refused")
    void greedyDictionaryIsRefused() {
        byte[] greedy = HexFormat.of().parseHex("5d00000040" + "ff".repeat(8) + "00".repeat(100));

        assertEquals("old.tar: lzma data needs more than 128 MiB of memory", refusal(greedy, ImageSelector.ONLY));
    }

    @Test
    @DisplayName("B7 zeros after the gzip are ignored, other bytes are not")
    void zerosAfterTheGzipAreIgnored() throws IOException {
        byte[] compressed =
                StoredTar.gzip(ArchiveDialect.DOCKER_25.members(image).toBytes());
        byte[] padded = Arrays.copyOf(compressed, compressed.length + 100_000);

        assertEquals(expected(image), open(padded, ImageSelector.ONLY).image());
        padded[padded.length - 1] = 1;
        assertEquals("old.tar: bytes after the end of the gzip data", refusal(padded, ImageSelector.ONLY));
    }

    @Test
    void compressedArchiveMustNotGrowBeyondTheLimit() throws IOException {
        byte[] bomb = StoredTar.gzip(new byte[1 << 20]);
        Limits limits = new Limits(1000, 1000);

        try (Spool spool = new Spool(SeenImage.TEMPORARY)) {
            assertEquals(
                    "old.tar: more than 1000 bytes when decompressed; --max-size raises the limit",
                    assertThrows(
                                    InvalidImageException.class,
                                    () -> ImageArchive.open(
                                            new ByteArrayInputStream(bomb),
                                            "old.tar",
                                            spool,
                                            limits,
                                            ByteMeter.NONE,
                                            new Warnings()))
                            .getMessage());
        }
    }

    @Test
    void meterCountsTheBytesOfTheStream() throws IOException {
        byte[] archive = StoredTar.gzip(ArchiveDialect.DOCKER_25.members(image).toBytes());
        AtomicLong counted = new AtomicLong();

        try (Spool spool = new Spool(SeenImage.TEMPORARY)) {
            ImageArchive.open(
                            new ByteArrayInputStream(archive),
                            "old.tar",
                            spool,
                            Limits.DEFAULT,
                            counted::addAndGet,
                            new Warnings())
                    .close();
        }
        assertEquals(archive.length, counted.get());
    }

    @Test
    void streamIsNotClosed() throws IOException {
        byte[] archive = StoredTar.gzip(ArchiveDialect.DOCKER_25.members(image).toBytes());
        InputStream unclosable = new FilterInputStream(new ByteArrayInputStream(archive)) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        try (Spool spool = new Spool(SeenImage.TEMPORARY)) {
            ImageArchive.open(unclosable, "old.tar", spool, Limits.DEFAULT, ByteMeter.NONE, new Warnings())
                    .close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OCI_DIRECTORY", "DIR"})
    @DisplayName("A30 a stream gives the same image as the file")
    void streamGivesTheSameImageAsTheFile(ArchiveDialect dialect) throws IOException {
        Path file = dialect.write(image, directory);

        assertEquals(
                open(file, ImageSelector.ONLY).image(),
                open(Files.readAllBytes(file), ImageSelector.ONLY).image());
    }

    private SeenImage.Opened openFile(byte[] archive) throws IOException {
        return open(Files.write(directory.resolve("archive"), archive), ImageSelector.ONLY);
    }
}
