// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.blob.BlobEncoders;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.GrowingBlob;
import io.github.imagesquash.chunked.ChunkedTar;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.image.LayerDigests;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.EntryType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer is read back while it is written: right ones get their digests, and wrong ones are found before the end. */
@Timeout(60)
class ReadbackTest {
    private static final LayerBuilder SOURCE =
            layer().dir("d/").file("d/a", "A".repeat(100)).file("d/large", large());

    @TempDir
    Path directory;

    private FileChannel file;
    private GrowingBlob blob;
    private final LayerChecks checks = new LayerChecks(1);
    private ReplayedTree source;
    private Readback readback;

    @BeforeEach
    void begin() throws IOException {
        file = FileChannel.open(
                directory.resolve("new"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        blob = new GrowingBlob(file, 0);
        source = ReplayedTree.of(SOURCE);
        readback = new Readback("new.tar", source.tree(), new LayerRange(1, 1), checks);
    }

    @AfterEach
    void end() throws IOException {
        checks.close();
        source.close();
        file.close();
    }

    /** Several buffers of bytes that do not compress. */
    private static byte[] large() {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] compressed(byte[] tar, Compression compression) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BlobEncoder encoder = BlobEncoders.open(compression, compression.defaultLevel(), tar.length, 1, out)) {
            encoder.write(tar, 0, tar.length);
            encoder.finish();
        }
        return out.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += 100_000) {
            int length = Math.min(100_000, bytes.length - at);
            blob.grewBy(file.write(ByteBuffer.wrap(bytes, at, length)));
        }
    }

    private LayerDigests read(byte[] bytes, Compression compression) throws IOException {
        try (FollowedLayer layer = readback.follow(blob, compression, Frames.ONE)) {
            write(bytes);
            return layer.finish(Map.of());
        }
    }

    private String failure(byte[] bytes, Compression compression) {
        String message = assertThrows(VerificationException.class, () -> read(bytes, compression))
                .getMessage();
        String prefix = "new.tar: verification failed, and the output was removed: ";
        assertTrue(message.startsWith(prefix), message);
        return message.substring(prefix.length());
    }

    @ParameterizedTest
    @EnumSource
    void aRightLayerHasTheDigestsOfItsBytes(Compression compression) throws IOException {
        byte[] tar = SOURCE.toBytes();
        byte[] stored = compressed(tar, compression);
        LayerDigests digests = read(stored, compression);
        assertEquals(new LayerDigests(Digest.sha256Of(tar), Digest.sha256Of(stored)), digests);
        assertEquals(stored.length, readback.bytes());
    }

    private static ChunkedTar inFrames() throws IOException {
        return new ChunkedTar()
                .entry("d/", EntryType.DIRECTORY, "")
                .file("d/a", "A".repeat(100).getBytes(StandardCharsets.US_ASCII))
                .file("d/large", large());
    }

    private LayerDigests read(ChunkedBlob layer) throws IOException {
        try (FollowedLayer follower = readback.follow(blob, Compression.ZSTD, Frames.OF_FILES)) {
            write(layer.blob());
            return follower.finish(layer.annotations());
        }
    }

    @Test
    void aRightLayerInFramesOfFiles() throws IOException {
        ChunkedBlob layer = inFrames().encoded();
        assertEquals(new LayerDigests(Digest.sha256Of(inFrames().tar()), Digest.sha256Of(layer.blob())), read(layer));
    }

    @Test
    void aTableThatDiffersFromTheLayer() throws IOException {
        ChunkedBlob layer = inFrames().encoded().withTable(json -> json.replace("\"size\":100,", "\"size\":101,"));
        String message =
                assertThrows(VerificationException.class, () -> read(layer)).getMessage();
        assertTrue(message.contains("entry \"d/a\": size: expected 100, found 101"), message);
        assertEquals(0, readback.bytes());
    }

    @Test
    void aPlaceThatHasNoTable() throws IOException {
        ChunkedBlob layer = inFrames().encoded();
        ChunkedBlob cut = new ChunkedBlob(
                Arrays.copyOf(layer.blob(), (int) layer.position("manifest-position")[0] - 8), layer.annotations());
        String message =
                assertThrows(VerificationException.class, () -> read(cut)).getMessage();
        assertTrue(message.contains("table of contents of zstd:chunked: no skippable frame with"), message);
    }

    @Test
    void aFlippedBitOfContent() throws IOException {
        byte[] tar = SOURCE.toBytes();
        tar[tar.length - 1024 - 600_000] ^= 1;
        String message = failure(tar, Compression.NONE);
        assertTrue(message.matches("/d/large: content differs from byte [0-9]+ on"), message);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlippedBitOfACompressedBlob(Compression compression) throws IOException {
        byte[] stored = compressed(SOURCE.toBytes(), compression);
        stored[stored.length - 600_000] ^= 1;
        String message = failure(stored, compression);
        assertTrue(
                message.startsWith("it cannot be read back: new.tar: new layer: ")
                        || message.startsWith("/d/large: content differs"),
                message);
    }

    @Test
    void bytesBehindTheEnd() throws IOException {
        byte[] tar = SOURCE.toBytes();
        byte[] longer = Arrays.copyOf(tar, tar.length + 512);
        longer[longer.length - 1] = 'x';
        String message = failure(longer, Compression.NONE);
        assertTrue(message.contains("behind the end"), message);
    }

    @Test
    void aBlobThatIsCutOff() throws IOException {
        String message = failure(Arrays.copyOf(SOURCE.toBytes(), 1_000_000), Compression.NONE);
        assertTrue(message.matches("/d/large: content ends before byte [0-9]+"), message);
    }

    @Test
    void aWrongLayerIsFoundBeforeItIsComplete() throws IOException {
        byte[] tar = SOURCE.toBytes();
        tar[10_000] ^= 1;
        try (FollowedLayer layer = readback.follow(blob, Compression.NONE, Frames.ONE)) {
            assertThrows(VerificationException.class, () -> {
                while (true) {
                    write(tar);
                    layer.requireRight();
                }
            });
        }
    }

    @Test
    void theReaderOfAnAbandonedLayerEnds() throws IOException {
        try (FollowedLayer layer = readback.follow(blob, Compression.NONE, Frames.ONE)) {
            write(Arrays.copyOf(SOURCE.toBytes(), 1_000_000));
            layer.requireRight();
        }
        assertEquals(0, readback.bytes());
    }
}
