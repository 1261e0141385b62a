// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.InvalidImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds for every compression; a new one joins by being an enum constant. */
class CompressionContractTest {
    @ParameterizedTest
    @EnumSource
    void emptyContentComesBack(Compression compression) throws IOException {
        assertComesBack(compression, new byte[0]);
    }

    @ParameterizedTest
    @EnumSource
    void oneByteComesBack(Compression compression) throws IOException {
        assertComesBack(compression, new byte[] {42});
    }

    @ParameterizedTest
    @EnumSource
    void randomBytesComeBackHardlyLarger(Compression compression) throws IOException {
        byte[] content = SampleContent.random(3_000_000);
        assertComesBack(compression, content);
        assertTrue(Codec.encode(compression, content).length < content.length * 1.001);
    }

    @ParameterizedTest
    @EnumSource
    void mixedContentComesBack(Compression compression) throws IOException {
        assertComesBack(compression, SampleContent.mixed(5 << 20));
    }

    @ParameterizedTest
    @EnumSource
    void everyLevelInItsRangeEncodes(Compression compression) throws IOException {
        byte[] content = SampleContent.mixed(700_000);
        for (int level = 0; level <= 22; level++) {
            if (allows(compression, level)) {
                byte[] stored = Codec.encode(compression, level, 2, content, 1 << 16);
                assertArrayEquals(content, Codec.decode(compression, stored), "level " + level);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void blobCutShortIsRefused(Compression compression) throws IOException {
        byte[] stored = Codec.encode(compression, SampleContent.mixed(1 << 20));
        for (int length : new int[] {0, 1, 5, stored.length / 2, stored.length - 9, stored.length - 1}) {
            assertRefused(compression, Arrays.copyOf(stored, length));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void everyCutOfASmallBlobIsRefused(Compression compression) throws IOException {
        byte[] stored = Codec.encode(compression, SampleContent.text(300));
        for (int length = 0; length < stored.length; length++) {
            assertRefused(compression, Arrays.copyOf(stored, length));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void bytesAfterTheEndAreRefused(Compression compression) throws IOException {
        byte[] stored = Codec.encode(compression, SampleContent.text(300));
        assertRefused(compression, Arrays.copyOf(stored, stored.length + 1));
        assertRefused(compression, Arrays.copyOf(stored, stored.length + 100_000));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aChangedByteOfTheDataIsRefused(Compression compression) throws IOException {
        byte[] stored = Codec.encode(compression, SampleContent.mixed(1 << 20));
        for (int at = stored.length / 7; at < stored.length; at += stored.length / 7) {
            byte[] changed = stored.clone();
            changed[at] ^= 0x10;
            assertRefused(compression, changed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endIsReportedOnlyAfterTheSourceWasReadToItsEnd(Compression compression) throws IOException {
        InputStream source = new ByteArrayInputStream(Codec.encode(compression, SampleContent.text(300)));
        InputStream content = compression.decompress(source, DecodeRules.STRICT, Codec.WHERE);
        assertEquals(300, content.readAllBytes().length);
        assertEquals(-1, content.read());
        assertEquals(-1, source.read());
    }

    @ParameterizedTest
    @EnumSource
    void contentIsReadByteByByteAsWell(Compression compression) throws IOException {
        byte[] content = SampleContent.random(500);
        InputStream source = new ByteArrayInputStream(Codec.encode(compression, content));
        InputStream decoded = compression.decompress(source, DecodeRules.STRICT, Codec.WHERE);
        for (byte expected : content) {
            assertEquals(expected & 0xff, decoded.read());
        }
        assertEquals(-1, decoded.read());
    }

    @ParameterizedTest
    @EnumSource
    void failureOfTheSourceIsNotTakenForABrokenBlob(Compression compression) throws IOException {
        IOException failure = new IOException("disk on fire");
        InputStream source = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        InputStream content = compression.decompress(source, DecodeRules.STRICT, Codec.WHERE);
        assertEquals(failure, assertThrows(IOException.class, content::readAllBytes));
    }

    @ParameterizedTest
    @EnumSource
    void contentShorterThanAnnouncedIsTheCallersMistake(Compression compression) throws IOException {
        try (BlobEncoder encoder = open(compression, 10)) {
            encoder.write(new byte[9], 0, 9);
            assertThrows(IllegalArgumentException.class, encoder::finish);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentLongerThanAnnouncedIsTheCallersMistake(Compression compression) throws IOException {
        try (BlobEncoder encoder = open(compression, 10)) {
            assertThrows(IllegalArgumentException.class, () -> encoder.write(new byte[11], 0, 11));
        }
    }

    private static BlobEncoder open(Compression compression, long contentSize) throws IOException {
        return BlobEncoders.open(
                compression, compression.defaultLevel(), contentSize, 2, OutputStream.nullOutputStream());
    }

    private static boolean allows(Compression compression, int level) {
        try {
            compression.requireLevel(level);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void assertComesBack(Compression compression, byte[] content) throws IOException {
        assertArrayEquals(content, Codec.decode(compression, Codec.encode(compression, content)));
    }

    private static void assertRefused(Compression compression, byte[] stored) {
        InvalidImageException refused =
                assertThrows(InvalidImageException.class, () -> Codec.decode(compression, stored));
        assertTrue(refused.getMessage().startsWith(Codec.WHERE + ": "), refused.getMessage());
    }
}
