// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes, owners, times, attributes and device numbers, one test a row of the catalogue. */
class MetadataTest {
    @Test
    @DisplayName("M01 setuid, setgid and sticky bits are kept")
    void specialModeBits() {
        squash(layer().dir("tmp/")
                        .mode(01777)
                        .file("a", "A")
                        .mode(04755)
                        .file("b", "B")
                        .mode(02755)
                        .owner(5, 6)
                        .file("c", "C")
                        .mode(06711))
                .hasTree("tmp/ 1777", "a=A 4755", "b=B 2755 5:6", "c=C 6711");
    }

    @Test
    @DisplayName("M02 file type bits in the mode field are not kept")
    void typeBitsInMode() {
        squash(layer().file("a", "A").mode(0104755)).hasTree("a=A 4755").hasBytes("0004755\0");
    }

    @Test
    @DisplayName("M03 owners beyond octal are kept, as PAX records")
    void largeOwners() {
        squash(layer().file("a", "A")
                        .owner(3_000_000, 4_000_000_000L)
                        .base256()
                        .file("b", "B")
                        .owner(3_000_000, 4_000_000_000L))
                .hasTree("a=A 3000000:4000000000", "b=B 3000000:4000000000")
                .hasBytes("18 gid=4000000000\n15 uid=3000000\n");
    }

    @Test
    @DisplayName("M04 owner -2 is 4294967294, in base-256 and in PAX")
    void ownerMinusTwo() {
        squash(layer().file("a", "A").owner(-2, -2).base256().file("b", "B").owner(-2, -2))
                .hasTree("a=A 4294967294:4294967294", "b=B 4294967294:4294967294")
                .hasBytes("18 uid=4294967294\n");
    }

    @Test
    @DisplayName("M05 names of owners do not count and are not written")
    void ownerNames() {
        squash(layer().file("a", "A").ownerNames("daemon", "games").pax("uname", "daemon"))
                .hasTree("a=A")
                .hasNoBytes("daemon")
                .hasNoBytes("games");
    }

    @Test
    @DisplayName("M06 nanoseconds are written as they were read")
    void nanoseconds() {
        squash(layer().file("a", "A").pax("mtime", "1234567890.123456789"))
                .hasTree("a=A mtime=1234567890.123456789")
                .hasBytes("30 mtime=1234567890.123456789\n");
    }

    @Test
    @DisplayName("M07 times before 1970 and after 2242 are kept, from PAX and from base-256")
    void unusualTimes() {
        squash(layer().file("a", "A")
                        .mtime(-86400)
                        .file("b", "B")
                        .mtime(-86400)
                        .base256()
                        .file("c", "C")
                        .mtime(20_000_000_000L)
                        .file("d", "D")
                        .mtime(20_000_000_000L)
                        .base256())
                .hasTree("a=A mtime=-86400", "b=B mtime=-86400", "c=C mtime=20000000000", "d=D mtime=20000000000")
                .hasBytes("16 mtime=-86400\n")
                .hasBytes("21 mtime=20000000000\n");
    }

    @Test
    @DisplayName("M08 extended attributes keep NUL, line feed, equals sign and 0xff")
    void attributeBytes() {
        byte[] value = HexFormat.of().parseHex("000a3dffc300");
        squash(layer().file("a", "A").xattr("user.x", value).xattr("user.k", "b=c"))
                .hasTree("a=A user.k=623d63 user.x=000a3dffc300");
    }

    @Test
    @DisplayName("M09 a capability with a line feed in it is kept")
    void capability() {
        byte[] value = HexFormat.of().parseHex("0100000280200000000000000a00000000000000");
        squash(layer().file("a", "A").xattr("security.capability", value))
                .hasTree("a=A security.capability=0100000280200000000000000a00000000000000");
    }

    @Test
    @DisplayName("M10 records of other programs are passed on")
    void otherPrograms() {
        squash(layer().file("a", "A").pax("LIBARCHIVE.xattr.user.x", "YQ==").pax("SCHILY.acl.access", "user::rw-"))
                .hasTree("a=A LIBARCHIVE.xattr.user.x=59513d3d SCHILY.acl.access=757365723a3a72772d");
    }

    @Test
    @DisplayName("M11 a directory's later entry replaces its extended attributes")
    void directoryAttributes() {
        squash(layer().dir("d/").xattr("user.a", "1"), layer().dir("d/").xattr("user.b", "2"))
                .hasTree("d/ user.b=32")
                .hasUpper(1, "d/ user.b=32");
    }

    @Test
    @DisplayName("M12 an empty extended attribute is kept")
    void emptyAttribute() {
        squash(layer().file("a", "A").xattr("user.x", ""))
                .hasTree("a=A user.x=")
                .hasBytes("24 SCHILY.xattr.user.x=\n");
    }

    @Test
    @DisplayName("M13 devices and pipes are kept")
    void nodes() {
        squash(layer().characterDevice("a", 1, 3)
                        .blockDevice("b", 7, 0)
                        .characterDevice("c", 500, 300_000)
                        .fifo("f"))
                .hasTree("a char 1,3", "b block 7,0", "c char 500,300000", "f fifo");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -3, 4_294_967_295L})
    @DisplayName("M04 an owner that no file can have is refused")
    void impossibleOwners(long uid) {
        squash(layer().file("a", "A").owner(uid, 0)).isRefused("entry \"a\"", "uid " + uid);
    }
}
