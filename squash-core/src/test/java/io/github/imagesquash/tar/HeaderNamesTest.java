// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.tar.ReadTar.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.LayerBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and link targets, as each kind of header has them; numbers in names are those of the compatibility catalogue. */
class HeaderNamesTest {
    private static final String LONG = "directory/".repeat(30) + "file";

    @Test
    @DisplayName("J3 names that are not UTF-8 stay apart, in the header, in PAX and in GNU headers")
    void namesAreBytes() {
        byte[] name = {'c', 'a', 'f', (byte) 0xe9};
        byte[] longName = (LONG + "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        ReadTar read = ReadTar.of(
                layer().file(name, "").file(longName, "").file(longName, "").gnuLongName());
        assertArrayEquals(name, read.entries().getFirst().header().name());
        assertArrayEquals(longName, read.entries().get(1).header().name());
        assertArrayEquals(longName, read.entries().get(2).header().name());
    }

    @ParameterizedTest
    @CsvSource({"ustar, 00, usr/lib/x", "'ustar ', ' ', usr/lib/x", "zstar, 00, x"})
    @DisplayName("E1 the prefix belongs to ustar names, and by an old mistake of Docker's to those of GNU headers")
    void prefixDependsOnTheMagic(String magic, String version, String name) {
        byte[] field = Arrays.copyOf(ascii(magic), 8);
        System.arraycopy(ascii(version), 0, field, 6, version.length());
        assertEquals(
                List.of(name),
                ReadTar.of(layer().file("x", "").bytesAt(345, ascii("usr/lib")).bytesAt(257, field))
                        .names());
    }

    @Test
    @DisplayName("E1 the prefix of a star header is shorter, with times behind it")
    void starPrefixEndsBeforeTheTimes() {
        LayerBuilder layer = layer().file("x", "")
                .bytesAt(345, ascii("p".repeat(131) + "07346545000\0" + "07346545001\0"))
                .bytesAt(508, ascii("tar\0"));
        assertEquals(List.of("p".repeat(131) + "/x"), ReadTar.of(layer).names());
    }

    @Test
    @DisplayName("E1 times in a GNU header are not taken for a prefix")
    void gnuTimesAreNoPrefix() {
        assertEquals(
                List.of("x"),
                ReadTar.of(layer().file("x", "")
                                .bytesAt(257, ascii("ustar  \0"))
                                .bytesAt(345, ascii("07346545000\0" + "07346545001\0")))
                        .names());
    }

    @Test
    void linkTargetsAreReadFromEveryKindOfHeader() {
        ReadTar read = ReadTar.of(layer().symlink("short", "../a")
                .symlink("pax", LONG)
                .hardLink("gnu", LONG)
                .gnuLongName());
        assertEquals(
                List.of("../a", LONG, LONG),
                read.entries().stream()
                        .map(entry -> text(entry.header().linkName()))
                        .toList());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
