// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarEncoderTest {
    private static final int BLOCK = 512;
    private static final byte[] NO_NAME = {};

    static Stream<LayerBuilder> entries() {
        String part = "n".repeat(60);
        return Stream.of(
                layer().file("a", "").mode(04755).owner(5, 2097151).mtime(0),
                layer().dir("d/").mode(01777),
                layer().symlink("l", "../target"),
                layer().hardLink("h", "a").xattr("security.capability", new byte[20]),
                layer().characterDevice("c", 500, 300_000),
                layer().blockDevice("b", 7, 0),
                layer().fifo("f"),
                layer().file(new byte[] {'c', (byte) 0xe9}, ""),
                layer().file("n".repeat(100), ""),
                layer().file("n".repeat(101), ""),
                layer().file(part + "/" + part, ""),
                layer().dir(part + "/" + part + "/"),
                layer().file("/" + "n".repeat(110), ""),
                layer().file("d/".repeat(200), ""),
                layer().symlink("l", "t".repeat(101)),
                layer().file("a", "").owner(2097152, 4294967294L),
                layer().file("a", "").mtime(-86400),
                layer().file("a", "").mtime(-3, 250_000_000),
                layer().file("a", "").mtime(20_000_000_000L),
                layer().file("a", "").mtime(1234567890, 123456789),
                layer().file("a", "")
                        .xattr("user.x", new byte[] {0, '\n', '=', (byte) 0xff})
                        .xattr("user.empty", ""),
                layer().file("a", "").xattr("security.capability", new byte[20]).owner(0, 3_000_000),
                layer().paxHeader("SCHILY.xattr.user.\u00e9=1").file("a", ""));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsWrittenIsReadAgain(LayerBuilder layer) throws InvalidImageException {
        TarHeader header = ReadTar.of(layer).only();
        TarHeader again = ReadTar.of(TarEncoder.encode(header)).only();
        assertSameHeader(header, again);
        assertArrayEquals(TarEncoder.encode(header), TarEncoder.encode(again));
        assertEquals(TarEncoder.encode(header).length, TarEncoder.encodedSize(header));
    }

    @ParameterizedTest
    @CsvSource({"8589934591, 512", "8589934592, 1536"})
    @DisplayName("M31 sizes from 8 GiB on are PAX records")
    void largeSizesNeedARecord(long size, int length) throws InvalidImageException {
        TarHeader header = regular("a", size, PaxRecords.EMPTY);
        byte[] blocks = TarEncoder.encode(header);
        assertEquals(length, blocks.length);
        assertEquals(length == BLOCK, !text(blocks).contains("19 size=8589934592\n"));
    }

    @Test
    void canonicalHeaderIsTheSameByteForByte() throws InvalidImageException {
        byte[] tar = layer().file("etc/passwd", "")
                .owner(5, 6)
                .bytesAt(329, text("0000000\0" + "0000000\0"))
                .withoutEnd()
                .toBytes();
        assertArrayEquals(tar, TarEncoder.encode(ReadTar.of(tar).only()));
    }

    @Test
    @DisplayName("M06 the PAX text of a time is the shortest")
    void timesAreWrittenAsShortAsPossible() throws InvalidImageException {
        TarHeader header =
                ReadTar.of(layer().file("a", "").pax("mtime", "1.50000")).only();
        assertTrue(text(TarEncoder.encode(header)).contains("13 mtime=1.5\n"));
    }

    @Test
    void recordsAreSortedWithThoseOfTheHeaderAmongThem() throws InvalidImageException {
        TarHeader header = ReadTar.of(layer().file("a", "")
                        .pax("zz", "1")
                        .pax("SCHILY.xattr.user.x", "1")
                        .mtime(1, 5)
                        .owner(3_000_000, 0))
                .only();
        String body = text(TarEncoder.encode(header)).substring(BLOCK, 2 * BLOCK);
        assertTrue(body.startsWith("25 SCHILY.xattr.user.x=1\n21 mtime=1.000000005\n15 uid=3000000\n7 zz=1\n\0"), body);
    }

    @Test
    @DisplayName("M05 owner names are left empty")
    void ownerNamesAreEmpty() throws InvalidImageException {
        TarHeader header =
                ReadTar.of(layer().file("a", "").ownerNames("daemon", "daemon")).only();
        byte[] block = TarEncoder.encode(header);
        assertArrayEquals(new byte[64], Arrays.copyOfRange(block, 265, 329));
    }

    @Test
    void paxHeaderTellsNothingOfTheEntry() throws InvalidImageException {
        byte[] one = TarEncoder.encode(regular("one", 0, PaxRecords.of(Map.of("k", new byte[] {'v'}))));
        byte[] two = TarEncoder.encode(regular("two", 9, PaxRecords.of(Map.of("k", new byte[] {'v'}))));
        assertArrayEquals(Arrays.copyOf(one, 2 * BLOCK), Arrays.copyOf(two, 2 * BLOCK));
        assertEquals("PaxHeaders/x\0", text(one).substring(0, 13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001f\u008b", "(\u00b5/\u00fdx", "P*M\u0018", "\u00fd7zXZ\0", "BZhell"})
    @DisplayName("a name that begins like compressed data does not begin the tar, or engines would inflate it")
    void namesThatLookCompressedAreNotTheFirstBytes(String name) throws InvalidImageException {
        byte[] encoded = TarEncoder.encode(regular(name, 0, PaxRecords.EMPTY));

        assertEquals("PaxHeaders/x\0", text(encoded).substring(0, 13));
    }

    @Test
    void recordsThatNoEngineWouldReadAreNotWritten() {
        PaxRecords records = PaxRecords.of(Map.of("SCHILY.xattr.user.x", new byte[1 << 20]));
        assertThrows(InvalidImageException.class, () -> TarEncoder.encode(regular("a", 0, records)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 511", "511, 1", "512, 0", "513, 511", "9223372036854775807, 1"})
    void paddingFillsTheLastBlock(long size, int padding) {
        assertEquals(padding, TarEncoder.padding(size));
    }

    private static TarHeader regular(String name, long size, PaxRecords records) {
        return new TarHeader(text(name), EntryType.REGULAR, 0644, 0, 0, 0, 0, size, NO_NAME, 0, 0, records);
    }

    private static void assertSameHeader(TarHeader expected, TarHeader actual) {
        assertArrayEquals(expected.name(), actual.name());
        assertArrayEquals(expected.linkName(), actual.linkName());
        assertEquals(withoutNames(expected), withoutNames(actual));
    }

    /** Records compare arrays by identity, so that names are compared apart. */
    private static TarHeader withoutNames(TarHeader header) {
        return new TarHeader(
                NO_NAME,
                header.type(),
                header.mode(),
                header.uid(),
                header.gid(),
                header.mtimeSeconds(),
                header.mtimeNanos(),
                header.size(),
                NO_NAME,
                header.deviceMajor(),
                header.deviceMinor(),
                header.records());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
