// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.DeflateWalker.LastBlock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of every stream the marked last block is unmarked and an empty last block put after it. If the wrong bit was found,
 * {@link Inflater} reports an error, stops early or makes other content.
 */
class DeflateWalkerTest {
    private final DeflateWalker walker = new DeflateWalker();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsTheLastBlockAtEveryLevel(int level) throws IOException, DataFormatException {
        Libdeflate.Compressor compressor = Libdeflate.require().compressor(level);
        for (byte[] content : contents()) {
            byte[] stream = new byte[compressor.limit(content.length)];
            int length = compressor.compress(content, content.length, stream);
            assertLastBlockFound(content, Arrays.copyOf(stream, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY})
    void findsTheLastBlockOfOtherCompressors(int strategy) throws IOException, DataFormatException {
        for (byte[] content : contents()) {
            for (int level = 0; level <= 9; level += 3) {
                assertLastBlockFound(content, zlib(content, level, strategy));
            }
        }
    }

    @Test
    void findsTheLastBlockOfRandomLengthsOfContent() throws IOException, DataFormatException {
        Libdeflate.Compressor compressor = Libdeflate.require().compressor(6);
        Random random = new Random(7);
        byte[] all = classFiles(1 << 20);
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(all.length);
            int to = from + random.nextInt(1 + Math.min(100_000, all.length - from));
            byte[] content = Arrays.copyOfRange(all, from, to);
            byte[] stream = new byte[compressor.limit(content.length)];
            int length = compressor.compress(content, content.length, stream);
            assertLastBlockFound(content, Arrays.copyOf(stream, length));
        }
    }

    @Test
    void lastBlockOfSeveralIsNotTheFirst() throws IOException {
        byte[] content = SampleContent.mixed(3_000_000);
        byte[] stream = zlib(content, 6, Deflater.DEFAULT_STRATEGY);
        assertTrue(walk(stream).headerBit() > 0);
    }

    @Test
    void cutStreamIsRefused() {
        byte[] stream = zlib(SampleContent.text(100_000), 6, Deflater.DEFAULT_STRATEGY);
        assertThrows(RuntimeException.class, () -> walk(Arrays.copyOf(stream, stream.length - 10)));
    }

    @Test
    void brokenStreamsEndTheWalk() {
        byte[] stream = zlib(SampleContent.text(100_000), 6, Deflater.DEFAULT_STRATEGY);
        assertEquals(stream.length, (walk(stream).endBit() + 7) / 8, "the whole stream, unbroken");
        Random random = new Random(11);
        Map<Boolean, Integer> walked = new HashMap<>();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 2000; i++) {
                byte[] broken = stream.clone();
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
                walked.merge(walksToAnEnd(broken), 1, Integer::sum);
            }
        });
        // Many broken bits only change a symbol; others make a stream that cannot be walked.
        assertEquals(Set.of(true, false), walked.keySet(), walked::toString);
    }

    private boolean walksToAnEnd(byte[] broken) {
        try {
            walk(broken);
            return true;
        } catch (IllegalStateException | IndexOutOfBoundsException asPromised) {
            return false;
        }
    }

    private static byte[][] contents() throws IOException {
        return new byte[][] {
            {},
            {1},
            new byte[1 << 20],
            SampleContent.text(20),
            SampleContent.text(300_000),
            SampleContent.random(10),
            SampleContent.random(300_000),
            SampleContent.mixed(1 << 20),
            classFiles(1 << 20)
        };
    }

    /** Real programs: some large classes of the JDK, {@code size} bytes of them at most. */
    private static byte[] classFiles(int size) throws IOException {
        byte[] bytes = new byte[size];
        int filled = 0;
        for (Class<?> type : new Class<?>[] {String.class, HashMap.class, Arrays.class, Character.class}) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                filled += in.readNBytes(bytes, filled, size - filled);
            }
        }
        return Arrays.copyOf(bytes, filled);
    }

    private LastBlock walk(byte[] stream) {
        return walker.walk(Arrays.copyOf(stream, stream.length + DeflateBits.PADDING), stream.length);
    }

    private void assertLastBlockFound(byte[] content, byte[] stream) throws DataFormatException {
        LastBlock last = walk(stream);
        assertEquals(stream.length, (last.endBit() + 7) / 8);
        byte[] open = Arrays.copyOf(stream, stream.length + 2);
        assertTrue(bitAt(open, last.headerBit()));
        flip(open, last.headerBit());
        // An empty last block with fixed codes: the bits 1, 1, 0 and then seven times 0.
        flip(open, last.endBit());
        flip(open, last.endBit() + 1);
        int length = (int) (last.endBit() + 10 + 7) / 8;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(open, 0, length);
            byte[] inflated = new byte[content.length + 1];
            int n = inflater.inflate(inflated);
            if (!inflater.finished()) {
                assertEquals(0, inflater.inflate(inflated, n, inflated.length - n));
            }
            assertTrue(inflater.finished());
            assertEquals(0, inflater.getRemaining());
            assertArrayEquals(content, Arrays.copyOf(inflated, n));
        }
    }

    private static boolean bitAt(byte[] bytes, long position) {
        return (bytes[(int) (position >>> 3)] >>> (position & 7) & 1) == 1;
    }

    private static void flip(byte[] bytes, long position) {
        bytes[(int) (position >>> 3)] ^= (byte) (1 << (position & 7));
    }

    private static byte[] zlib(byte[] content, int level, int strategy) {
        try (Deflater deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(content);
            deflater.finish();
            byte[] stream = new byte[2 * content.length + 1000];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(stream, length, stream.length - length);
            }
            return Arrays.copyOf(stream, length);
        }
    }
}
