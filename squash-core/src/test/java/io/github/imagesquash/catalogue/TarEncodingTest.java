// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse files, special headers and unusual entries, one test a row of the catalogue. */
class TarEncodingTest {
    /** Ten bytes: a hole of 2, "abc", a hole of 3, "de". */
    private static final String EXPANDED = "\\x00\\x00abc\\x00\\x00\\x00de";

    private static final String MAP = "2\n2\n3\n8\n2\n";

    private static LayerBuilder sparse(String... records) {
        return layer().paxHeader(records);
    }

    private static LayerBuilder sparse10(String name, String map) {
        return sparse("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=" + name, "GNU.sparse.realsize=10")
                .file("GNUSparseFile.0/s", map + "\0".repeat(Math.floorMod(-map.length(), 512)) + "abcde");
    }

    @Test
    @DisplayName("M14 sparse files of format 0.0 are expanded")
    void sparse00() {
        squash(sparse(
                                "GNU.sparse.size=10",
                                "GNU.sparse.numblocks=2",
                                "GNU.sparse.offset=2",
                                "GNU.sparse.numbytes=3",
                                "GNU.sparse.offset=8",
                                "GNU.sparse.numbytes=2")
                        .file("s", "abcde")
                        .file("t", "T"))
                .hasTree("s=" + EXPANDED, "t=T")
                .hasNoBytes("GNU.sparse");
    }

    @Test
    @DisplayName("M14 sparse files of format 0.1 are expanded")
    void sparse01() {
        squash(sparse("GNU.sparse.name=s", "GNU.sparse.size=10", "GNU.sparse.numblocks=2", "GNU.sparse.map=2,3,8,2")
                        .file("GNUSparseFile.0/s", "abcde")
                        .file("t", "T"))
                .hasTree("s=" + EXPANDED, "t=T")
                .hasNoBytes("GNU.sparse");
    }

    @Test
    @DisplayName("M14 sparse files of format 1.0 are expanded")
    void sparse10() {
        squash(sparse10("s", MAP).file("t", "T"))
                .hasTree("s=" + EXPANDED, "t=T")
                .hasNoBytes("GNU.sparse");
    }

    @Test
    @DisplayName("M15 a sparse map that fills its block is followed by the data")
    void mapOfOneBlock() {
        String map = "0".repeat(16) + "99\n2\n3\n8\n2\n" + "10\n0\n".repeat(97);
        squash(sparse10("s", map).file("t", "T")).hasTree("s=" + EXPANDED, "t=T");
    }

    @Test
    @DisplayName("M17 old GNU sparse files, which no runtime reads, are expanded with a warning")
    void oldGnuSparse() {
        squash(layer().entry('S', "s", "", "abcde")
                        .bytesAt(257, ascii("ustar  \0"))
                        .bytesAt(386, ascii("00000000002\0" + "00000000003\0" + "00000000010\0" + "00000000002\0"))
                        .bytesAt(483, ascii("00000000012\0"))
                        .file("t", "T"))
                .hasTree("s=" + EXPANDED, "t=T")
                .warns(Warning.Kind.SPARSE_FILE);
    }

    @Test
    @DisplayName("M18 global PAX headers are ignored, and none is written")
    void globalPaxHeaders() {
        squash(layer().globalPax("uid=7", "SCHILY.xattr.user.x=y")
                        .globalPax("mtime=5")
                        .file("a", "A"))
                .hasTree("a=A")
                .hasNoBytes("pax_global_header")
                .warns(Warning.Kind.GLOBAL_PAX_HEADER);
    }

    @Test
    @DisplayName("M19 of two PAX headers the second counts, and GNU's name before PAX's")
    void specialHeadersInARow() {
        squash(layer().paxHeader("path=first", "uid=7").paxHeader("gid=8").file("a", "A"))
                .hasTree("a=A 0:8");
        squash(layer().paxHeader("path=pax").gnuLongName("gnu").file("a", "A")).hasTree("gnu=A");
        squash(layer().gnuLongName("gnu").paxHeader("path=pax").file("a", "A")).hasTree("gnu=A");
        squash(layer().file("a", "A").paxHeader("path=pax")).hasTree("a=A");
    }

    @Test
    @DisplayName("M20 of two equal PAX keys the last counts, and an empty one not at all")
    void paxKeysTwiceAndEmpty() {
        squash(layer().paxHeader("path=first", "path=last").file("a", "A")).hasTree("last=A");
        squash(layer().paxHeader("path=").file("a", "A")).hasTree("a=A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path=a\0b", "mtime=garbage"})
    @DisplayName("M20 a PAX name with NUL, a PAX number that is none are refused")
    void impossiblePaxValues(String record) {
        squash(layer().paxHeader(record).file("a", "A")).isRefused("layer 1 of 1", "PAX");
    }

    @Test
    @DisplayName("M21 the size of the PAX header counts")
    void paxSize() {
        squash(layer().file("a", "abc").sizeField(0).pax("size", "3").file("b", "B"))
                .hasTree("a=abc", "b=B");
    }

    @Test
    @DisplayName("M22 a PAX header of 2 MiB is refused")
    void hugePaxHeader() {
        squash(layer().file("a", "A").xattr("user.x", new byte[2 << 20])).isRefused("special header");
    }

    @Test
    @DisplayName("M23 a contiguous file is a regular one")
    void contiguousFile() {
        squash(layer().entry('7', "a", "", "A").file("b", "B"))
                .hasTree("a=A", "b=B")
                .warns(Warning.Kind.CONTIGUOUS_FILE);
    }

    @ParameterizedTest
    @ValueSource(chars = {'V', 'D', 'A', 'Z'})
    @DisplayName("M23 other types of entries are refused")
    void unknownTypes(char type) {
        squash(layer().entry(type, "a", "", "")).isRefused("entry \"a\"", "unsupported entry type");
    }

    @Test
    @DisplayName("M24 the size of a directory, link or pipe does not count")
    void sizeWithoutContent() {
        squash(layer().dir("d/")
                        .sizeField(1000)
                        .symlink("l", "d")
                        .sizeField(1)
                        .fifo("p")
                        .sizeField(513)
                        .file("z", "Z"))
                .hasTree("d/", "l -> d", "p fifo", "z=Z");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
