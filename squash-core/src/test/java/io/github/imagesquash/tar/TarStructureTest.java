// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.tar.ReadTar.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where entries, contents and the tar begin and end; numbers in names are those of the compatibility catalogue. */
class TarStructureTest {
    private static final int BLOCK = 512;

    @Test
    @DisplayName("M23 a contiguous file is a regular file, with a warning")
    void contiguousFileIsRegular() {
        ReadTar read = ReadTar.of(layer().entry('7', "a", "", "A").file("b", "B"));
        assertEquals(EntryType.REGULAR, read.entries().getFirst().header().type());
        assertEquals("A", read.content(0));
        assertEquals(List.of(Warning.Kind.CONTIGUOUS_FILE), read.warnings());
    }

    @ParameterizedTest
    @ValueSource(chars = {'V', 'D', 'A', 'Z', 'M', 'N', '8', ' ', '\u0001'})
    @DisplayName("M23 all other types are refused")
    void unknownTypesAreRefused(char type) {
        assertTrue(refusal(layer().entry(type, "a", "", "")).contains("unsupported entry type"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '5', '6'})
    @DisplayName("M24 only files have content, whatever the size field says")
    void sizeOfOtherTypesDoesNotCount(char type) {
        for (long size : new long[] {1, 5000, -7}) {
            ReadTar read = ReadTar.of(layer().entry(type, "a/", "target", "")
                    .sizeField(size)
                    .base256()
                    .file("b", "B"));
            assertEquals(List.of("a/", "b"), read.names());
            assertEquals(0, read.entries().getFirst().header().size());
        }
    }

    @Test
    @DisplayName("J6 a slash after a file's name does not make it a directory")
    void trailingSlashDoesNotMakeADirectory() {
        ReadTar read = ReadTar.of(layer().file("a/", "A").file("b", "B"));
        assertEquals(EntryType.REGULAR, read.entries().getFirst().header().type());
        assertEquals("A", read.content(0));
        assertEquals(List.of("a/", "b"), read.names());
    }

    @Test
    void v7HeadersTellDirectoriesByTheSlash() {
        ReadTar read = ReadTar.of(layer().entry('\0', "d/", "", "").entry('\0', "f", "", "F"));
        assertEquals(EntryType.DIRECTORY, read.entries().getFirst().header().type());
        assertEquals(EntryType.REGULAR, read.entries().getLast().header().type());
        assertEquals("F", read.content(1));
    }

    @Test
    @DisplayName("M25 a wrong checksum is refused")
    void wrongChecksumIsRefused() {
        assertTrue(refusal(layer().file("a", "").checksumOff(1)).contains("checksum"));
        assertTrue(refusal(layer().file("a", "").bytesAt(0, new byte[] {'z'}).checksumOff(-256))
                .contains("checksum"));
    }

    @Test
    @DisplayName("E8 a checksum of signed bytes is accepted")
    void signedChecksumIsAccepted() {
        byte[] name = {(byte) 0xc3, (byte) 0xa9};
        assertEquals(
                1, ReadTar.of(layer().file(name, "").signedChecksum()).entries().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE / 2, Long.MAX_VALUE, Long.MAX_VALUE - 600})
    @DisplayName("M25 negative and impossible sizes are refused")
    void impossibleSizesAreRefused(long size) {
        assertTrue(refusal(layer().file("a", "A").sizeField(size).base256()).contains("impossible size of " + size));
        assertTrue(refusal(layer().file("a", "A").pax("size", "" + size)).contains("impossible size of " + size));
    }

    @Test
    @DisplayName("M25 content that ends too early is refused")
    void shortContentIsRefused() {
        String message = refusal(layer().file("a", "A").sizeField(BLOCK + 1).withoutEnd());
        assertEquals(
                "old.tar: layer 2: entry \"a\": header at byte 0: the archive ends inside the entry's content",
                message);
        refusal(layer().file("a", "A").sizeField(1 << 30));
    }

    @Test
    @DisplayName("M26 a tar may end with two zero blocks, with one, or with none")
    void endMarkerIsOptional() {
        for (int zeros : new int[] {0, BLOCK, 2 * BLOCK, 10_240}) {
            ReadTar read = ReadTar.of(layer().file("a", "A").withoutEnd().raw(new byte[zeros]));
            assertEquals(List.of("a"), read.names());
        }
    }

    @Test
    @DisplayName("M26 what follows the end marker does not count")
    void dataAfterTheEndIsIgnored() {
        byte[] second = layer().file("b", "B").toBytes();
        assertEquals(
                List.of("a"),
                ReadTar.of(layer().file("a", "A").raw(new byte[2 * BLOCK]).raw(second))
                        .names());
        byte[] garbage = {1, 2, 3};
        assertEquals(
                List.of("a"),
                ReadTar.of(layer().file("a", "A").raw(new byte[2 * BLOCK]).raw(garbage))
                        .names());
    }

    @Test
    void whatFollowsTheEndMarkerStaysUnread() throws IOException {
        byte[] tar = layer().file("a", "A")
                .raw(new byte[2 * BLOCK])
                .raw(new byte[] {1})
                .withoutEnd()
                .toBytes();
        ArrayInput in = new ArrayInput(tar, tar.length);
        TarReader reader = new TarReader(in, ReadTar.WHERE, 0, new Warnings());
        assertTrue(reader.next().isPresent());
        assertEquals(Optional.empty(), reader.next());
        assertEquals(Optional.empty(), reader.next());
        assertEquals(tar.length - 1, in.position());
    }

    @Test
    @DisplayName("M26 the padding of the last content may be missing")
    void paddingMayBeMissingAtTheEnd() {
        byte[] tar = Arrays.copyOf(layer().file("a", "A").toBytes(), BLOCK + 1);
        assertEquals("A", ReadTar.of(tar).content(0));
    }

    @Test
    @DisplayName("M27 one zero block followed by data is refused")
    void singleZeroBlockInsideIsRefused() {
        assertTrue(refusal(layer().file("a", "A").raw(new byte[BLOCK]).file("b", "B"))
                .contains("single zero block"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512 + 1, 1024 + 511})
    @DisplayName("M28 an end inside a header is refused")
    void endInsideAHeaderIsRefused(int length) {
        byte[] tar = layer().file("a", "").file("b", "").dir("c").toBytes();
        assertTrue(refusal(Arrays.copyOf(tar, length)).contains("ends inside a header"));
    }

    @Test
    @DisplayName("M28 an end inside a special header is refused")
    void endInsideASpecialHeaderIsRefused() {
        byte[] tar = layer().paxHeader("path=a").file("a", "").toBytes();
        assertTrue(refusal(Arrays.copyOf(tar, BLOCK + 3)).contains("ends inside a header"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1024, 10_240})
    @DisplayName("M29 an empty layer is a layer")
    void emptyLayersHaveNoEntries(int length) {
        assertEquals(List.of(), ReadTar.of(new byte[length]).names());
    }

    @Test
    void entryMayBeWithoutAName() {
        byte[] tar = layer().file("", "").dir("").entry('\0', "", "", "").toBytes();
        assertEquals(List.of("", "", ""), ReadTar.of(tar).names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12x", "9", "1 2", "0x1", "-1"})
    void fieldsThatAreNotOctalAreRefused(String field) {
        byte[] bytes = Arrays.copyOf(field.getBytes(StandardCharsets.US_ASCII), 8);
        assertTrue(refusal(layer().file("a", "").bytesAt(108, bytes)).contains("not octal"));
    }

    @Test
    void inputThatGivesOneByteAtATimeReadsTheSame() {
        byte[] tar = layer().file("a", "A")
                .xattr("user.x", "y")
                .gnuLongName("l")
                .dir("d")
                .toBytes();
        assertEquals(List.of("a", "l"), ReadTar.of(tar, new ArrayInput(tar, 1)).names());
    }

    @Test
    void contentMayBeReadFromTheInputBetweenEntries() throws IOException {
        byte[] tar = layer().file("a", "AAAA").file("b", "B").toBytes();
        ArrayInput in = new ArrayInput(tar, tar.length);
        TarReader reader = new TarReader(in, ReadTar.WHERE, 1, new Warnings());
        reader.next();
        byte[] content = new byte[3];
        assertEquals(3, in.read(content, 0, 3));
        assertEquals("AAA", ReadTar.text(content));
        assertEquals("b", ReadTar.text(reader.next().orElseThrow().header().name()));
    }
}
