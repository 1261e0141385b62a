// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.BlobCache;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that several images have is inflated and verified once, as long as there is space for it. */
class SharedLayerPassTest {
    private static final byte[] TAR = layer().file("a", noise(100_000)).toBytes();
    private static final byte[] STORED = CountedBlob.gzip(TAR);
    private static final Digest DIGEST = Digest.sha256Of(STORED);
    private static final Digest DIFF_ID = Digest.sha256Of(TAR);
    private static final long ENOUGH = 1 << 20;

    @TempDir
    Path directory;

    private final AtomicInteger fetched = new AtomicInteger();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = new Spool(directory);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private BlobCache cache(long capacity) {
        return new BlobCache(directory, capacity, Map.of(DIGEST, 3));
    }

    private Layer layerOf(ImageBlobs image, byte[] bytes, Digest diffId) {
        return layerOf(image, DIGEST, bytes, diffId);
    }

    private Layer layerOf(ImageBlobs image, Digest digest, byte[] bytes, Digest diffId) {
        return new Layer(
                1,
                "layer 1",
                diffId,
                List.of(digest),
                image.shared(digest, new CountedBlob(bytes, fetched)),
                Compression.GZIP,
                MediaType.layer("+gzip"),
                List.of(),
                Map.of(),
                "");
    }

    private LayerPass pass(Layer layer) throws IOException {
        return LayerPass.verifying(
                layer, spool, DecodeRules.STRICT, new RemainingLimits(Limits.DEFAULT), ByteMeter.NONE);
    }

    private FileRegion read(ImageBlobs image) throws IOException {
        return read(layerOf(image, STORED, DIFF_ID));
    }

    private FileRegion read(Layer layer) throws IOException {
        try (LayerPass pass = pass(layer)) {
            return pass.finish();
        }
    }

    @Test
    void laterImagesReadWhatTheFirstOneHasInflated() throws IOException {
        try (BlobCache cache = cache(ENOUGH)) {
            for (int i = 0; i < 3; i++) {
                try (ImageBlobs image = cache.of(List.of(DIGEST))) {
                    assertArrayEquals(TAR, read(image).readAll());
                }
            }
        }
        assertEquals(1, fetched.get());
    }

    @Test
    void imageWaitsWhileAnotherOneInflates() throws IOException {
        try (BlobCache cache = cache(ENOUGH);
                ImageBlobs first = cache.of(List.of(DIGEST));
                ImageBlobs second = cache.of(List.of(DIGEST))) {
            CompletableFuture<byte[]> waiting;
            try (LayerPass pass = pass(layerOf(first, STORED, DIFF_ID))) {
                waiting = CompletableFuture.supplyAsync(() -> bytes(second));
                pass.finish();
            }
            assertArrayEquals(TAR, waiting.join());
        }
        assertEquals(1, fetched.get());
    }

    private byte[] bytes(ImageBlobs image) {
        try {
            return read(image).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void layerThatArrivedDamagedIsFetchedAgain() throws IOException {
        byte[] damaged = STORED.clone();
        damaged[STORED.length / 2] ^= 1;
        try (BlobCache cache = cache(ENOUGH);
                ImageBlobs first = cache.of(List.of(DIGEST));
                ImageBlobs second = cache.of(List.of(DIGEST))) {
            Layer bad = layerOf(first, damaged, DIFF_ID);
            assertThrows(InvalidImageException.class, () -> read(bad));
            assertArrayEquals(TAR, read(second).readAll());
        }
    }

    @Test
    void otherDiffIdOfAnotherConfigIsFound() throws IOException {
        try (BlobCache cache = cache(ENOUGH);
                ImageBlobs first = cache.of(List.of(DIGEST));
                ImageBlobs second = cache.of(List.of(DIGEST))) {
            read(first);
            Layer other = layerOf(second, STORED, Digest.sha256Of(new byte[1]));
            String message =
                    assertThrows(InvalidImageException.class, () -> read(other)).getMessage();
            assertTrue(message.startsWith("layer 1: diff ID: expected "), message);
        }
    }

    @Test
    void withoutSpaceOnlyTheStoredBytesAreKept() throws IOException {
        try (BlobCache cache = cache(STORED.length);
                ImageBlobs first = cache.of(List.of(DIGEST));
                ImageBlobs second = cache.of(List.of(DIGEST))) {
            assertArrayEquals(TAR, read(first).readAll());
            assertArrayEquals(TAR, read(second).readAll());
        }
        assertEquals(1, fetched.get());
    }

    @Test
    void withoutAnySpaceEachImageFetches() throws IOException {
        try (BlobCache cache = cache(0);
                ImageBlobs first = cache.of(List.of(DIGEST));
                ImageBlobs second = cache.of(List.of(DIGEST))) {
            assertArrayEquals(TAR, read(first).readAll());
            assertArrayEquals(TAR, read(second).readAll());
        }
        assertEquals(2, fetched.get());
    }

    @Test
    void layerThatIsLargerThanExpectedBelongsToItsReaderAlone() throws IOException {
        byte[] tar = layer().file("zeros", new byte[1_000_000]).toBytes();
        byte[] stored = CountedBlob.gzip(tar);
        Digest digest = Digest.sha256Of(stored);
        try (BlobCache cache = new BlobCache(directory, 100_000, Map.of(digest, 2))) {
            FileRegion first;
            try (ImageBlobs image = cache.of(List.of(digest))) {
                first = read(layerOf(image, digest, stored, Digest.sha256Of(tar)));
                assertArrayEquals(tar, first.readAll());
            }
            assertThrows(IOException.class, first::readAll);
            try (ImageBlobs image = cache.of(List.of(digest))) {
                assertArrayEquals(
                        tar,
                        read(layerOf(image, digest, stored, Digest.sha256Of(tar)))
                                .readAll());
            }
        }
        assertEquals(2, fetched.get());
    }

    @Test
    void interruptedReaderLeavesTheFileToTheOthers() throws IOException {
        try (BlobCache cache = cache(ENOUGH);
                ImageBlobs first = cache.of(List.of(DIGEST))) {
            FileRegion tar = read(first);
            Thread.currentThread().interrupt();
            tar.head(10);
            assertTrue(Thread.interrupted());
            assertArrayEquals(TAR, tar.readAll());
        }
    }

    @Test
    void fileIsGoneWhenTheLastImageIsFinished() throws IOException {
        FileRegion tar;
        try (BlobCache cache = cache(ENOUGH)) {
            try (ImageBlobs first = cache.of(List.of(DIGEST))) {
                tar = read(first);
            }
            cache.of(List.of(DIGEST)).close();
            assertArrayEquals(TAR, tar.readAll());
            cache.of(List.of(DIGEST)).close();
            assertThrows(IOException.class, tar::readAll);
        }
    }
}
