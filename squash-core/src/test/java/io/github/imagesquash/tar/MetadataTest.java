// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.tar.ReadTar.refusal;
import static io.github.imagesquash.tar.ReadTar.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader says of an entry beside its name; numbers in names are those of the compatibility catalogue. */
class MetadataTest {
    @ParameterizedTest
    @ValueSource(ints = {04755, 02755, 06711, 01777, 0})
    @DisplayName("M01 setuid, setgid and sticky bits are kept")
    void specialModeBitsAreKept(int mode) {
        assertEquals(mode, ReadTar.of(layer().file("a", "").mode(mode)).only().mode());
    }

    @Test
    void equalAttributesAreInMemoryOnce() {
        List<TarEntry> entries = ReadTar.of(layer().file("a", "")
                        .xattr("user.a", "v")
                        .file("b", "")
                        .xattr("user.a", "v")
                        .file("c", "")
                        .xattr("user.a", "w"))
                .entries();
        assertSame(entries.get(0).header().records(), entries.get(1).header().records());
        assertEquals(
                "w",
                text(entries.get(2)
                        .header()
                        .records()
                        .get("SCHILY.xattr.user.a")
                        .orElseThrow()));
    }

    @Test
    @DisplayName("M02 file type bits in the mode field do not count")
    void typeBitsInModeAreMasked() {
        assertEquals(
                04755, ReadTar.of(layer().file("a", "").mode(0104755)).only().mode());
    }

    @Test
    @DisplayName("M03 owner numbers beyond octal come from base-256 and from PAX")
    void largeOwnersAreRead() {
        ReadTar read = ReadTar.of(layer().file("binary", "")
                .owner(3_000_000, 4_000_000_000L)
                .base256()
                .file("pax", "")
                .owner(3_000_000, 4_000_000_000L));
        for (TarEntry entry : read.entries()) {
            assertEquals(3_000_000, entry.header().uid());
            assertEquals(4_000_000_000L, entry.header().gid());
        }
        assertEquals(2, read.entries().size());
    }

    @Test
    @DisplayName("M04 owner -2 is 4294967294, in base-256 and in PAX")
    void ownerMinusTwoIsUnsigned() {
        ReadTar read = ReadTar.of(layer().file("binary", "")
                .owner(-2, -2)
                .base256()
                .file("pax", "")
                .owner(-2, -2));
        assertEquals(
                List.of(4294967294L, 4294967294L),
                read.entries().stream().map(entry -> entry.header().uid()).toList());
        assertEquals(4294967294L, read.entries().getLast().header().gid());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -3, 4294967295L, 1L << 40})
    void ownersThatCannotOwnAreRefused(long uid) {
        assertTrue(refusal(layer().file("a", "").owner(uid, 0)).contains("uid " + uid));
        assertTrue(refusal(layer().file("a", "").owner(0, uid).base256()).contains("gid " + uid));
    }

    @Test
    @DisplayName("M05 owner names do not count")
    void ownerNamesAreDropped() {
        TarHeader header = ReadTar.of(layer().file("a", "")
                        .ownerNames("daemon", "daemon")
                        .pax("uname", "bin")
                        .pax("gname", "bin"))
                .only();
        assertEquals(0, header.uid());
        assertEquals(PaxRecords.EMPTY, header.records());
    }

    @Test
    @DisplayName("M06 nanoseconds are exact")
    void nanosecondsAreRead() {
        TarHeader header = ReadTar.of(layer().file("a", "").pax("mtime", "1234567890.123456789"))
                .only();
        assertEquals(1234567890, header.mtimeSeconds());
        assertEquals(123456789, header.mtimeNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {-86400, 20_000_000_000L, 0})
    @DisplayName("M07 times before 1970 and after 2242 are read, in base-256 and in PAX")
    void unusualTimesAreRead(long seconds) {
        assertEquals(
                seconds, ReadTar.of(layer().file("a", "").mtime(seconds)).only().mtimeSeconds());
        assertEquals(
                seconds,
                ReadTar.of(layer().file("a", "").mtime(seconds).base256())
                        .only()
                        .mtimeSeconds());
    }

    @Test
    @DisplayName("M08 extended attributes are bytes: NUL, line feed, equals sign and 0xff survive")
    void attributeValuesAreBytes() {
        byte[] value = {0, '\n', '=', (byte) 0xff, (byte) 0xc3, 0};
        assertArrayEquals(value, attribute("user.x", value));
    }

    @Test
    @DisplayName("M08 the key of a record ends at the first equals sign")
    void keyEndsAtFirstEqualsSign() {
        byte[] value = {'b', '=', 'c'};
        assertArrayEquals(value, attribute("user.a", value));
    }

    @Test
    @DisplayName("M09 a capability set with a line feed in it is read exactly")
    void capabilitiesAreExact() {
        byte[] value = HexFormat.of().parseHex("0100000280200000000000000a00000000000000");
        assertArrayEquals(value, attribute("security.capability", value));
    }

    @Test
    @DisplayName("M10 records nobody here understands are passed on")
    void unknownRecordsAreKept() {
        PaxRecords records = ReadTar.of(layer().file("a", "")
                        .pax("LIBARCHIVE.xattr.user.x", "YQ==")
                        .pax("SCHILY.acl.access", "user::rw-")
                        .pax("SCHILY.xattr.trusted.overlay.opaque", "y"))
                .only()
                .records();
        assertEquals(3, records.size());
        assertEquals("YQ==", text(records.get("LIBARCHIVE.xattr.user.x").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atime=1.5",
                "ctime=1",
                "hdrcharset=BINARY",
                "comment=c",
                "LIBARCHIVE.creationtime=1",
                "SCHILY.dev=1",
                "SCHILY.ino=2",
                "SCHILY.nlink=1",
                "GNU.sparse.realsize=9"
            })
    void recordsAboutTheMachineAreDropped(String record) {
        assertEquals(
                PaxRecords.EMPTY,
                ReadTar.of(layer().paxHeader(record).file("a", "")).only().records());
    }

    @Test
    @DisplayName("M12 an empty extended attribute is kept")
    void emptyAttributeIsKept() {
        assertArrayEquals(new byte[0], attribute("user.x", new byte[0]));
    }

    @Test
    @DisplayName("M13 device numbers and fifos are read")
    void nodesAreRead() {
        ReadTar read = ReadTar.of(layer().characterDevice("c", 1, 3)
                .blockDevice("b", 7, 0)
                .characterDevice("large", 500, 300_000)
                .fifo("f"));
        assertEquals(
                List.of(EntryType.CHARACTER_DEVICE, EntryType.BLOCK_DEVICE, EntryType.CHARACTER_DEVICE, EntryType.FIFO),
                read.entries().stream().map(entry -> entry.header().type()).toList());
        assertEquals(3, read.entries().getFirst().header().deviceMinor());
        assertEquals(500, read.entries().get(2).header().deviceMajor());
        assertEquals(300_000, read.entries().get(2).header().deviceMinor());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 07777777 + 1, 1L << 40})
    void deviceNumbersBeyondOctalAreRefused(long minor) {
        byte[] field = ByteBuffer.allocate(8).putLong(minor).array();
        field[0] |= (byte) 0x80;
        assertTrue(
                refusal(layer().characterDevice("c", 1, 3).bytesAt(337, field)).contains("device number " + minor));
    }

    @Test
    void binaryNumbersBeyond64BitsAreRefused() {
        byte[] field = {(byte) 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        assertTrue(refusal(layer().file("a", "").bytesAt(136, field)).contains("64 bits"));
    }

    private static byte[] attribute(String name, byte[] value) {
        PaxRecords records =
                ReadTar.of(layer().file("a", "").xattr(name, value)).only().records();
        return records.get("SCHILY.xattr." + name).orElseThrow();
    }
}
