// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.tar.ReadTar.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse files are seen at full size; numbers in names are those of the compatibility catalogue. */
class SparseFileTest {
    /** Ten bytes: a hole of 2, "abc", a hole of 3, "de". */
    private static final byte[] EXPANDED = "\0\0abc\0\0\0de".getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("M14 sparse format 0.0 is expanded")
    void format00() {
        assertExpanded(layer().paxHeader(
                        "GNU.sparse.size=10",
                        "GNU.sparse.numblocks=2",
                        "GNU.sparse.offset=2",
                        "GNU.sparse.numbytes=3",
                        "GNU.sparse.offset=8",
                        "GNU.sparse.numbytes=2")
                .file("s", "abcde"));
    }

    @Test
    @DisplayName("M14 sparse format 0.1 is expanded")
    void format01() {
        assertExpanded(layer().paxHeader(
                        "GNU.sparse.major=0",
                        "GNU.sparse.minor=1",
                        "GNU.sparse.name=s",
                        "GNU.sparse.size=10",
                        "GNU.sparse.numblocks=3",
                        "GNU.sparse.map=2,3,8,2,10,0")
                .file("GNUSparseFile.0/s", "abcde"));
    }

    @Test
    @DisplayName("M14 sparse format 1.0 is expanded")
    void format10() {
        assertExpanded(version10("10").file("GNUSparseFile.0/s", map10("2\n2\n3\n8\n2\n") + "abcde"));
    }

    @Test
    @DisplayName("M15 a map of format 1.0 that fills its block exactly is followed by the data")
    void mapOfExactlyOneBlock() {
        String map = "0".repeat(16) + "99\n2\n3\n8\n2\n" + "10\n0\n".repeat(97);
        assertEquals(512, map.length());
        assertExpanded(version10("10").file("x", map + "abcde"));
    }

    @Test
    @DisplayName("M16 a real size of 3 GiB is no problem")
    void realSizeBeyondAnInt() {
        long size = 3L << 30;
        TarEntry entry = ReadTar.of(version10(Long.toString(size)).file("x", map10("1\n" + (size - 1) + "\n1\n") + "z"))
                .entries()
                .getFirst();
        assertEquals(size, entry.header().size());
        assertEquals(List.of(new TarEntry.Extent(size - 1, entry.contentOffset(), 1)), entry.extents());
    }

    @Test
    @DisplayName("M17 old GNU sparse files are expanded, with a warning")
    void oldGnuSparse() {
        ReadTar read = assertExpanded(oldGnu("abcde", 10, false, 2, 3, 8, 2));
        assertEquals(List.of(Warning.Kind.SPARSE_FILE), read.warnings());
    }

    @Test
    @DisplayName("M17 the map of an old GNU sparse file may go on in further blocks")
    void oldGnuSparseWithExtensions() {
        byte[] first = extension(true, 8, 1);
        byte[] second = extension(false, 9, 1);
        byte[] header = Arrays.copyOf(oldGnu("abcde", 10, true, 2, 3).toBytes(), 512);
        byte[] content = Arrays.copyOf("abcde".getBytes(StandardCharsets.US_ASCII), 512);
        assertExpanded(layer().raw(header).raw(first).raw(second).raw(content));
    }

    @Test
    @DisplayName("M31 files of more than 8 GiB are one entry")
    void filesBeyondOctalSizes() {
        long size = 20L << 30;
        TarHeader header = ReadTar.of(version10(Long.toString(size)).file("x", map10("1\n" + size + "\n0\n")))
                .only();
        assertEquals(size, header.size());
    }

    @Test
    void fileThatIsAllHoleIsNotTakenForAPlainOne() {
        TarEntry entry =
                ReadTar.of(version10("700").file("x", map10("0\n"))).entries().getFirst();
        assertEquals(700, entry.header().size());
        assertEquals(List.of(new TarEntry.Extent(700, entry.contentOffset(), 0)), entry.extents());
    }

    @Test
    void sparseRecordsAreNotPassedOn() {
        assertEquals(
                PaxRecords.EMPTY,
                ReadTar.of(version10("0").file("x", map10("0\n"))).only().records());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n8\n2\n2\n3\n",
                "2\n2\n3\n4\n2\n",
                "1\n8\n5\n",
                "1\n-1\n5\n",
                "1\n0\n-5\n",
                "1\n9223372036854775807\n5\n",
                "1\n0\n4\n",
                "2\n0\n5\n5\n1\n",
                "1\nx\n5\n",
                "-1\n\n",
                "99999999999\n1\n0\n",
                "123456789012345678901234567890\n",
            })
    void impossibleMapsAreRefused(String map) {
        assertTrue(refusal(version10("10").file("x", map10(map) + "abcde")).startsWith(ReadTar.WHERE + ": entry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,3,8", "2,3,8,2,9,0", "2,,8,2", "a,b,c,d", "", "2,3;8,2"})
    void mapsThatDoNotMatchTheirCountAreRefused(String map) {
        refusal(layer().paxHeader(
                        "GNU.sparse.major=0",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.size=10",
                        "GNU.sparse.numblocks=2",
                        "GNU.sparse.map=" + map)
                .file("x", "abcde"));
    }

    @Test
    void pairsOutOfOrderAreRefused() {
        assertTrue(refusal(layer().paxHeader("GNU.sparse.numbytes=3", "GNU.sparse.offset=2")
                        .file("x", "abc"))
                .contains("pairs"));
    }

    @Test
    void listsInPlaceOfSingleNumbersAreRefused() {
        assertTrue(
                refusal(layer().paxHeader("GNU.sparse.numblocks=2", "GNU.sparse.offset=2,3", "GNU.sparse.numbytes=8,2")
                                .file("x", "abcde"))
                        .contains("pairs"));
    }

    @Test
    void negativeSizeOfTheFileIsRefused() {
        assertTrue(refusal(version10("-1").file("x", map10("0\n"))).contains("impossible size"));
    }

    @Test
    void mapsWithTooManyRunsAreRefused() {
        int runs = (1 << 18) + 1;
        String map = runs + "\n" + "0\n0\n".repeat(runs);
        String padding = "\0".repeat(512 - map.length() % 512);
        assertTrue(refusal(version10("10").file("x", map + padding)).contains("more than 262144 runs"));
    }

    @Test
    void mapLongerThanTheContentIsRefused() {
        assertTrue(refusal(version10("10").file("x", "2\n2\n3\n")).contains("longer than the entry's content"));
    }

    @Test
    void unknownVersionIsRefused() {
        assertTrue(refusal(layer().paxHeader("GNU.sparse.major=2", "GNU.sparse.minor=0")
                        .file("x", ""))
                .contains("sparse format"));
    }

    @Test
    void onlyRegularFilesAreSparse() {
        assertTrue(refusal(version10("10").dir("d/")).contains("not a regular file"));
    }

    @Test
    void oldSparseFilesNeedAGnuHeader() {
        assertTrue(refusal(layer().entry('S', "s", "", "abc")).contains("not GNU's"));
    }

    private static ReadTar assertExpanded(LayerBuilder layer) {
        ReadTar read = ReadTar.of(layer.file("next", "N"));
        assertArrayEquals(EXPANDED, read.contentBytes(0));
        assertEquals(List.of("s", "next"), read.names());
        assertEquals("N", read.content(1));
        assertEquals(EntryType.REGULAR, read.entries().getFirst().header().type());
        return read;
    }

    private static LayerBuilder version10(String size) {
        return layer().paxHeader(
                        "GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=s", "GNU.sparse.realsize=" + size);
    }

    /** The map padded to a whole block. */
    private static String map10(String map) {
        return map + "\0".repeat(512 - map.length());
    }

    private static LayerBuilder oldGnu(String data, int size, boolean extended, int... runs) {
        LayerBuilder layer = layer().entry('S', "s", "", data)
                .bytesAt(257, "ustar  \0".getBytes(StandardCharsets.US_ASCII))
                .bytesAt(482, new byte[] {(byte) (extended ? 1 : 0)})
                .bytesAt(483, octal(size));
        for (int i = 0; i < runs.length; i++) {
            layer.bytesAt(386 + 12 * i, octal(runs[i]));
        }
        return layer;
    }

    private static byte[] extension(boolean extended, int offset, int length) {
        byte[] block = new byte[512];
        System.arraycopy(octal(offset), 0, block, 0, 12);
        System.arraycopy(octal(length), 0, block, 12, 12);
        block[504] = (byte) (extended ? 1 : 0);
        return block;
    }

    private static byte[] octal(long number) {
        String digits = "00000000000" + Long.toOctalString(number);
        return (digits.substring(digits.length() - 11) + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
