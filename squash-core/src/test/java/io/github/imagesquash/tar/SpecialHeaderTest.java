// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.tar.ReadTar.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PAX and GNU headers in front of an entry; numbers in names are those of the compatibility catalogue. */
class SpecialHeaderTest {
    @Test
    @DisplayName("M18 global PAX headers are ignored with a warning")
    void globalHeadersAreIgnored() {
        ReadTar read = ReadTar.of(layer().globalPax("uid=7", "mtime=5", "SCHILY.xattr.user.x=y")
                .globalPax("path=q")
                .file("a", "A"));
        assertEquals(List.of("a"), read.names());
        assertEquals(0, read.only().uid());
        assertEquals(LayerBuilder.DEFAULT_MTIME, read.only().mtimeSeconds());
        assertEquals(PaxRecords.EMPTY, read.only().records());
        assertEquals(List.of(Warning.Kind.GLOBAL_PAX_HEADER), read.warnings());
    }

    @Test
    void globalHeaderWithOnlyACommentNeedsNoWarning() {
        assertEquals(
                List.of(),
                ReadTar.of(layer().globalPax("comment=0123abcd").file("a", "")).warnings());
    }

    @Test
    void globalHeaderVoidsTheHeadersBeforeIt() {
        assertEquals(
                List.of("a"),
                ReadTar.of(layer().paxHeader("path=p")
                                .gnuLongName("l")
                                .globalPax("comment=c")
                                .file("a", ""))
                        .names());
    }

    @Test
    @DisplayName("M19 a second PAX header replaces the first entirely")
    void secondPaxHeaderReplacesTheFirst() {
        TarHeader header = ReadTar.of(layer().paxHeader("path=first", "uid=7")
                        .paxHeader("gid=8")
                        .file("a", ""))
                .only();
        assertEquals("a", ReadTar.text(header.name()));
        assertEquals(0, header.uid());
        assertEquals(8, header.gid());
    }

    @Test
    @DisplayName("M19 a GNU long name beats a PAX path, whichever comes first")
    void gnuNameBeatsPaxPath() {
        LayerBuilder layer = layer().paxHeader("path=pax").gnuLongName("gnu").file("a", "");
        layer.gnuLongName("gnu").paxHeader("path=pax").file("a", "");
        assertEquals(List.of("gnu", "gnu"), ReadTar.of(layer).names());
    }

    @Test
    void gnuLinkNameBeatsPaxLinkpath() {
        TarHeader header = ReadTar.of(
                        layer().gnuLongLink("gnu").paxHeader("linkpath=pax").symlink("a", "short"))
                .only();
        assertEquals("gnu", ReadTar.text(header.linkName()));
    }

    @Test
    @DisplayName("M19 a PAX header with nothing after it is ignored")
    void paxHeaderAtTheEndIsIgnored() {
        assertEquals(List.of(), ReadTar.of(layer().paxHeader("path=a")).names());
        assertEquals(
                List.of(), ReadTar.of(layer().paxHeader("path=a").withoutEnd()).names());
    }

    @Test
    void specialHeadersApplyToOneEntryOnly() {
        assertEquals(
                List.of("p", "b", "l", "c"),
                ReadTar.of(layer().paxHeader("path=p")
                                .file("a", "")
                                .file("b", "")
                                .gnuLongName("l")
                                .file("x", "")
                                .file("c", ""))
                        .names());
    }

    @Test
    @DisplayName("M20 of two records with one key the last counts")
    void lastRecordOfAKeyCounts() {
        assertEquals(
                List.of("second"),
                ReadTar.of(layer().paxHeader("path=first", "path=second").file("a", ""))
                        .names());
    }

    @Test
    @DisplayName("M20 an empty record leaves what the header block says")
    void emptyRecordLeavesTheHeaderField() {
        TarHeader header = ReadTar.of(layer().file("a", "A")
                        .owner(5, 6)
                        .pax("path", "")
                        .pax("uid", "")
                        .pax("gid", "")
                        .pax("size", "")
                        .pax("mtime", ""))
                .only();
        assertEquals("a", ReadTar.text(header.name()));
        assertEquals(5, header.uid());
        assertEquals(6, header.gid());
        assertEquals(1, header.size());
        assertEquals(LayerBuilder.DEFAULT_MTIME, header.mtimeSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path=a\0b",
                "linkpath=a\0",
                "uname=\0",
                "k\0=v",
                "mtime=garbage",
                "mtime=1.x",
                "mtime=1e3",
                "atime=x",
                "ctime=x",
                "uid=1.5",
                "gid=0x1",
                "size= 1",
                "size=9223372036854775808",
                "mtime=9223372036854775808"
            })
    @DisplayName("M20 names with NUL and numbers that are none are refused")
    void impossibleValuesAreRefused(String record) {
        assertTrue(refusal(layer().paxHeader(record).file("a", "")).startsWith(ReadTar.WHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 a=",
                "x a=b\n",
                "6 a=b\n junk",
                "999 a=b\n",
                "5 ab\n",
                "5 =b\n",
                "7 a=b\n\n5",
                "-6 a=b\n",
                " 6 a=b\n",
                "6 a=bc",
                "1 a=b\n"
            })
    void malformedRecordsAreRefused(String body) {
        assertTrue(refusal(layer().entry('x', "x", "", body).file("a", "")).contains("malformed PAX record"));
        assertTrue(refusal(layer().entry('g', "x", "", body).file("a", "")).contains("malformed PAX record"));
    }

    @Test
    @DisplayName("M21 the PAX size counts, not the size field")
    void paxSizeCounts() {
        ReadTar read = ReadTar.of(
                layer().file("a", "abc").sizeField(0).pax("size", "3").file("b", "B"));
        assertEquals(List.of("a", "b"), read.names());
        assertEquals("abc", read.content(0));
    }

    @Test
    @DisplayName("M22 special headers of more than 1 MiB are refused, of exactly 1 MiB read")
    void hugeSpecialHeadersAreRefused() {
        byte[] value = new byte[(1 << 20) - "1048576 SCHILY.xattr.user.x=\n".length()];
        assertEquals(
                1,
                ReadTar.of(layer().file("a", "").xattr("user.x", value))
                        .only()
                        .records()
                        .size());
        byte[] longer = new byte[value.length + 1];
        assertTrue(refusal(layer().file("a", "").xattr("user.x", longer)).contains("1048577"));
        assertTrue(
                refusal(layer().gnuLongName("n".repeat(2 << 20)).file("a", "")).contains("special header"));
    }

    @Test
    @DisplayName("J23 a chain of special headers is refused, however long")
    void chainsOfSpecialHeadersAreRefused() {
        assertEquals(List.of("a"), ReadTar.of(chain(16).file("a", "")).names());
        assertTrue(refusal(chain(17).file("a", "")).contains("special headers in a row"));
        assertTrue(refusal(chain(20_000).file("a", "")).contains("special headers in a row"));
    }

    @Test
    void theNulOfALongNameEndsIt() {
        assertEquals(
                List.of("name"),
                ReadTar.of(layer().gnuLongName("name\0rest").file("a", "")).names());
    }

    @Test
    void refusalsNameTheTarTheEntryAndTheOffset() {
        String message = refusal(layer().file("a", "A").file("t/b\u001b", "").pax("mtime", "soon"));
        assertEquals(
                "old.tar: layer 2: entry \"t/b\\x1b\": header at byte 2048:"
                        + " PAX record is not a time in seconds, or out of range",
                message);
    }

    private static LayerBuilder chain(int length) {
        LayerBuilder layer = layer();
        for (int i = 0; i < length; i++) {
            layer.paxHeader("comment=c");
        }
        return layer;
    }
}
