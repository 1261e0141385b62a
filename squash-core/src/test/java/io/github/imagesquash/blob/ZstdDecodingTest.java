// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Zstd streams as other tools make and break them. */
class ZstdDecodingTest {
    private static final byte[] FIRST = SampleContent.text(5120);
    private static final byte[] SECOND = SampleContent.mixed(300_000);
    private static final byte[] SKIPPABLE = HexFormat.of().parseHex("502a4d1803000000aabbcc");

    @Test
    @DisplayName("Z04 every frame is read")
    void everyFrameIsRead() throws IOException {
        byte[] stored = Codec.concat(frame(FIRST), frame(SECOND), frame(new byte[0]), frame(FIRST));
        assertArrayEquals(Codec.concat(FIRST, SECOND, FIRST), decode(stored));
    }

    @Test
    @DisplayName("Z04 skippable frames are passed over, first, in the middle and last")
    void skippableFramesArePassedOver() throws IOException {
        byte[] stored = Codec.concat(SKIPPABLE, frame(FIRST), SKIPPABLE, SKIPPABLE, frame(SECOND), SKIPPABLE);
        assertArrayEquals(Codec.concat(FIRST, SECOND), decode(stored));
    }

    @Test
    @DisplayName("Z05 a stream cut anywhere but between frames is refused")
    void cutStreamIsRefused() throws IOException {
        byte[] first = frame(FIRST);
        byte[] stored = Codec.concat(first, SKIPPABLE, frame(SampleContent.text(200)));
        for (int length = 0; length < stored.length; length++) {
            if (length != first.length && length != first.length + SKIPPABLE.length) {
                byte[] cut = Arrays.copyOf(stored, length);
                assertRefused("zstd data is truncated", cut);
            }
        }
    }

    @Test
    @DisplayName("Z05 a large stream that is cut is refused")
    void cutLargeStreamIsRefused() throws IOException {
        byte[] stored = frame(SampleContent.random(1_000_000));
        assertRefused("zstd data is truncated", Arrays.copyOf(stored, stored.length - 1));
        assertRefused("zstd data is truncated", Arrays.copyOf(stored, 131_072));
    }

    @Test
    @DisplayName("Z06 a window of 128 MiB is accepted")
    void largestWindowIsAccepted() throws IOException {
        byte[] content = "hello".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(content, decode(frameWithWindow(0x88)));
    }

    @Test
    @DisplayName("Z06 a window of more, as --long=31 asks for, is refused by naming the limit")
    void largerWindowIsRefused() {
        assertRefused("window of more than 128 MiB", frameWithWindow(0x89));
        assertRefused("window of more than 128 MiB", frameWithWindow(0xa8));
    }

    @Test
    void bytesThatAreNoFrameAreRefusedAlsoWhenLenient() {
        byte[] stored = Codec.concat(frame(FIRST), new byte[512]);
        assertRefused("zstd data is broken", stored);
        DecodeRules lenient = new DecodeRules(true, () -> {});
        assertThrows(InvalidImageException.class, () -> Codec.decode(Compression.ZSTD, stored, lenient));
    }

    private static byte[] frame(byte[] content) {
        return Zstd.compress(content);
    }

    /** A frame of the five bytes {@code hello} with the given window descriptor (RFC 8878, 3.1.1.1.2). */
    private static byte[] frameWithWindow(int descriptor) {
        return HexFormat.of()
                .parseHex("28b52ffd00" + HexFormat.of().toHexDigits((byte) descriptor) + "29000068656c6c6f");
    }

    private static byte[] decode(byte[] stored) throws IOException {
        return Codec.decode(Compression.ZSTD, stored);
    }

    private static void assertRefused(String problem, byte[] stored) {
        InvalidImageException refused = assertThrows(InvalidImageException.class, () -> decode(stored));
        assertTrue(refused.getMessage().startsWith(Codec.WHERE + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }
}
