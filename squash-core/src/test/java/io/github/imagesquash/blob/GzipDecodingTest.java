// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.InvalidImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Gzip streams as other tools make and break them. */
class GzipDecodingTest {
    private static final byte[] FIRST = SampleContent.text(5120);
    private static final byte[] SECOND = SampleContent.random(70_000);

    @Test
    @DisplayName("Z01 every member is read, also where the source never says that more is available")
    void everyMemberIsRead() throws IOException {
        byte[] stored = Codec.concat(member(FIRST), member(SECOND), member(FIRST));
        assertArrayEquals(Codec.concat(FIRST, SECOND, FIRST), decode(stored));
    }

    @Test
    @DisplayName("Z01 empty members are read, at the start, in between and at the end")
    void emptyMembersAreRead() throws IOException {
        byte[] empty = member(new byte[0]);
        byte[] stored = Codec.concat(empty, member(FIRST), empty, empty, member(SECOND), empty);
        assertArrayEquals(Codec.concat(FIRST, SECOND), decode(stored));
    }

    @Test
    @DisplayName("Z01 a member may begin anywhere in the bytes that are read at once")
    void memberMayBeginAnywhere() throws IOException {
        for (int size = 65_480; size < 65_540; size++) {
            byte[] noise = SampleContent.random(size);
            byte[] stored = Codec.concat(member(noise), member(FIRST));
            assertArrayEquals(Codec.concat(noise, FIRST), decode(stored), "size " + size);
        }
    }

    @Test
    @DisplayName("Z02 garbage and zeros after the last member are refused")
    void trailingBytesAreRefused() throws IOException {
        for (String tail : new String[] {"x", "\0", "\0".repeat(512), "garbage", "\u001f", "\u001fx"}) {
            byte[] stored = Codec.concat(member(FIRST), tail.getBytes(StandardCharsets.ISO_8859_1));
            assertRefused("bytes after the end of the gzip data", stored);
        }
    }

    @Test
    @DisplayName("Z02 leniently, bytes after the last member are passed over, and reported once")
    void trailingBytesAreReportedWhenLenient() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        DecodeRules lenient = new DecodeRules(true, reports::incrementAndGet);
        InputStream source = new ByteArrayInputStream(Codec.concat(member(FIRST), new byte[200_000]));
        try (InputStream content = Compression.GZIP.decompress(source, lenient, Codec.WHERE)) {
            assertArrayEquals(FIRST, content.readAllBytes());
            assertEquals(-1, content.read());
        }
        assertEquals(-1, source.read());
        assertEquals(1, reports.get());
    }

    @Test
    @DisplayName("Z02 leniently, a stream without trailing bytes reports nothing")
    void nothingIsReportedWithoutTrailingBytes() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        Codec.decode(Compression.GZIP, member(FIRST), new DecodeRules(true, reports::incrementAndGet));
        assertEquals(0, reports.get());
    }

    @Test
    @DisplayName("Z03 a stream that is cut is refused, strictly and leniently, though all content is there")
    void cutTrailerIsRefused() throws IOException {
        byte[] stored = member(FIRST);
        for (int missing = 1; missing <= 8; missing++) {
            byte[] cut = Arrays.copyOf(stored, stored.length - missing);
            assertRefused("truncated", cut);
            DecodeRules lenient = new DecodeRules(true, () -> {});
            assertThrows(InvalidImageException.class, () -> Codec.decode(Compression.GZIP, cut, lenient));
        }
    }

    @Test
    @DisplayName("Z03 a second member that is cut anywhere is refused")
    void cutSecondMemberIsRefused() throws IOException {
        byte[] stored = Codec.concat(member(FIRST), member(SampleContent.text(200)));
        for (int length = member(FIRST).length + 1; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThrows(InvalidImageException.class, () -> decode(cut), "length " + length);
        }
    }

    @Test
    @DisplayName("Z03 a wrong checksum or size is refused")
    void wrongTrailerIsRefused() throws IOException {
        byte[] stored = member(FIRST);
        byte[] wrongChecksum = stored.clone();
        wrongChecksum[stored.length - 8] ^= 1;
        assertRefused("gzip checksum: expected", wrongChecksum);
        byte[] wrongSize = stored.clone();
        wrongSize[stored.length - 4] ^= 1;
        assertRefused("gzip size modulo 2^32: expected 5121, found 5120", wrongSize);
    }

    @Test
    void headerMayCarryNameCommentAndExtraField() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setFileName("layer.tar");
        parameters.setComment("made for a test");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, parameters)) {
            gzip.write(FIRST);
        }
        assertArrayEquals(FIRST, decode(out.toByteArray()));
        assertArrayEquals(FIRST, decode(withHeaderField(member(FIRST), 1 << 2, new byte[] {3, 0, 1, 2, 3})));
    }

    @Test
    void checksumOfTheHeaderIsCompared() throws IOException {
        byte[] header = Arrays.copyOf(member(FIRST), 10);
        header[3] = 1 << 1;
        CRC32 checksum = new CRC32();
        checksum.update(header);
        byte[] field = {(byte) checksum.getValue(), (byte) (checksum.getValue() >>> 8)};
        assertArrayEquals(FIRST, decode(withHeaderField(member(FIRST), 1 << 1, field)));
        field[0] ^= 1;
        assertRefused("gzip header checksum", withHeaderField(member(FIRST), 1 << 1, field));
    }

    @Test
    void unknownMethodAndFlagsAreRefused() throws IOException {
        byte[] method = member(FIRST);
        method[2] = 7;
        assertRefused("unknown gzip method 7", method);
        byte[] flags = member(FIRST);
        flags[3] = 0x20;
        assertRefused("unknown gzip flags 0x20", flags);
    }

    @Test
    void otherDataIsRefused() {
        assertRefused("not gzip data", new byte[512]);
    }

    /** One member as the JDK makes it. */
    private static byte[] member(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] withHeaderField(byte[] member, int flag, byte[] field) {
        byte[] header = Arrays.copyOf(member, 10);
        header[3] |= (byte) flag;
        return Codec.concat(header, field, Arrays.copyOfRange(member, 10, member.length));
    }

    private static byte[] decode(byte[] stored) throws IOException {
        return Codec.decode(Compression.GZIP, stored);
    }

    private static void assertRefused(String problem, byte[] stored) {
        InvalidImageException refused = assertThrows(InvalidImageException.class, () -> decode(stored));
        assertTrue(refused.getMessage().startsWith(Codec.WHERE + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }
}
