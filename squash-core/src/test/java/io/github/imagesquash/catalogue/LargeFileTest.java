// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files and members of many GiB, one test a row of the catalogue. They are holes where nobody writes them; the tests that
 * do write them are tagged {@code large}, and the Maven profile of that name runs them.
 *
 * <p>An archive that squash wrote with one member of 9 GiB, a layer of one file of 9 GiB, was loaded by Docker 20.10.24 and
 * podman 4.3.1, which both read the PAX sizes, of the member and of the entry: the file is there to its last byte.
 */
class LargeFileTest {
    private static final long GIB = 1L << 30;
    private static final int BLOCK = 512;

    @TempDir
    private Path directory;

    /** A layer of a few blocks with a file that is a hole but for its last byte. */
    private static LayerBuilder holeOf(long size) {
        String map = "1\n" + (size - 1) + "\n1\n";
        return layer().paxHeader(
                        "GNU.sparse.major=1",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.name=big",
                        "GNU.sparse.realsize=" + size)
                .file("GNUSparseFile.0/big", map + "\0".repeat(BLOCK - map.length()) + "z");
    }

    private SquashRequest request(ImageBuilder image, Compression compression) throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(directory.resolve("new.tar")))
                .withEncoding(new Encoding.Chosen(compression, compression == Compression.ZSTD ? 1 : 0))
                // A hole is small in the source and large in the result.
                .withSafeguards(Safeguards.NONE);
    }

    @ParameterizedTest
    @CsvSource({"3221225472, 1", "9663676416, 3"})
    @DisplayName(
            "M16 M31 a sparse file of 3 and of 9 GiB is planned at full size, with a PAX size where ustar has no room")
    void plannedAtFullSize(long size, int headerBlocks) throws IOException {
        SquashRequest request = request(image("app:1").layer(holeOf(size)), Compression.NONE);
        AtomicLong announced = new AtomicLong();
        ProgressListener stopBeforeWriting = event -> {
            if (event instanceof Started started && started.stage() == Stage.WRITE) {
                announced.set(started.totalBytes());
                Thread.currentThread().interrupt();
            }
        };
        assertThrows(InterruptedIOException.class, () -> Squash.run(request, stopBeforeWriting));
        assertTrue(Thread.interrupted());
        assertEquals(size + (headerBlocks + 2L) * BLOCK, announced.get());
    }

    @Tag("large")
    @ParameterizedTest
    @CsvSource({"3221225472", "9663676416"})
    @DisplayName("M16 M31 a sparse file of 3 and of 9 GiB is one plain entry, with all its bytes")
    void writtenAtFullSize(long size) throws IOException {
        SquashReport report = Squash.run(
                        request(image("app:1").layer(holeOf(size)), Compression.ZSTD), ProgressListener.NONE)
                .only();
        assertEquals(1, report.after().entries());
        // The layer is the last member, and small, as it is compressed.
        Path layer = directory.resolve("layer");
        try (TarArchiveInputStream archive = tar(directory.resolve("new.tar"))) {
            for (TarArchiveEntry member = archive.getNextEntry(); member != null; member = archive.getNextEntry()) {
                Files.write(layer, archive.readAllBytes());
            }
        }
        try (InputStream stored = Files.newInputStream(layer);
                TarArchiveInputStream tar = new TarArchiveInputStream(new ZstdInputStream(stored))) {
            TarArchiveEntry big = tar.getNextEntry();
            assertEquals("big", big.getName());
            assertEquals(size, big.getSize());
            tar.skipNBytes(size - 1);
            assertEquals('z', tar.read());
            assertNull(tar.getNextEntry());
        }
    }

    @Tag("large")
    @Test
    @DisplayName("A35 a layer of 9 GiB is written as one member, and read again")
    void memberOf9GiB() throws IOException {
        long size = 9 * GIB;
        SquashReport once = Squash.run(
                        request(image("app:1").layer(holeOf(size)), Compression.NONE), ProgressListener.NONE)
                .only();
        Path written = Files.move(directory.resolve("new.tar"), directory.resolve("once.tar"));
        try (TarArchiveInputStream archive = tar(written)) {
            long largest = 0;
            for (TarArchiveEntry member = archive.getNextEntry(); member != null; member = archive.getNextEntry()) {
                largest = Math.max(largest, member.getSize());
            }
            assertEquals(once.after().uncompressedBytes(), largest);
        }
        SquashReport twice = Squash.run(
                        SquashRequest.of(
                                        new Source.Archive(written),
                                        new Destination.Archive(directory.resolve("twice.tar")))
                                .withEncoding(new Encoding.Chosen(Compression.ZSTD, 1)),
                        ProgressListener.NONE)
                .only();
        assertEquals(once.after().uncompressedBytes(), twice.after().uncompressedBytes());
    }

    @Test
    @DisplayName("A35 a member of 9 GiB that is not needed is passed over by its size")
    void memberPassedOver() throws IOException {
        byte[] header = layer().file("big", "").sizeField(9 * GIB).withoutEnd().toBytes();
        byte[] rest = ArchiveDialect.DOCKER_25
                .members(image("app:1").layer(layer().file("f", "F")))
                .toBytes();
        Path archive = directory.resolve("holes.tar");
        try (FileChannel channel = FileChannel.open(
                archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(header), 0);
            channel.write(ByteBuffer.wrap(rest), header.length + 9 * GIB);
        }
        squashArchive(archive).hasTree("f=F");
    }

    @ParameterizedTest
    @CsvSource({"DOCKER_LEGACY", "DOCKER_25"})
    @DisplayName("A35 more than 1000 layers become one")
    void moreThan1000Layers(ArchiveDialect dialect) {
        ImageBuilder many = image("app:1");
        for (int i = 1; i <= 1001; i++) {
            many.layer(layer().file("f", "layer " + i));
        }
        squashArchive(dialect.members(many)).hasTree("f=layer 1001");
    }

    private static TarArchiveInputStream tar(Path file) throws IOException {
        return new TarArchiveInputStream(Files.newInputStream(file));
    }
}
