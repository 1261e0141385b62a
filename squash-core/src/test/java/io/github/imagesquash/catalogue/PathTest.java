// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static io.github.imagesquash.fixture.Squashing.squashLeniently;

import io.github.imagesquash.message.Warning;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Duplicates and odd spellings of paths, one test a row of the catalogue. */
class PathTest {
    private static final byte[] E9 = {'c', 'a', 'f', (byte) 0xe9};
    private static final byte[] E8 = {'c', 'a', 'f', (byte) 0xe8};

    @Test
    @DisplayName("P05 /t/a, ./t/a, t//a and t/./a are one path")
    void onePath() {
        squash(
                        layer().dir("t/").file("/t/a", "1"),
                        layer().file("./t/a", "2"),
                        layer().file("t//a", "3"),
                        layer().file("t/./a", "4"))
                .hasTree("t/", "t/a=4")
                .hasUpper(1, "t/", "t/a=4")
                .warnsNothing();
    }

    @Test
    @DisplayName("P06 the same path several times in one layer: the last one counts")
    void lastOfLayerWins() {
        squash(layer().dir("t/")
                        .file("t/a", "1")
                        .file("/t/a", "2")
                        .file("./t/a", "3")
                        .file("t//a", "4")
                        .file("t/./a", "5"))
                .hasTree("t/", "t/a=5")
                .warns(Warning.Kind.DUPLICATE_ENTRY, 4);
    }

    @Test
    @DisplayName("P07 a shorter duplicate has nothing of the longer one's content")
    void shorterDuplicate() {
        squash(layer().file("a", "LONG CONTENT").file("a", "S").mode(0600))
                .hasTree("a=S 0600")
                .warns(Warning.Kind.DUPLICATE_ENTRY);
    }

    @Test
    @DisplayName("P08 a duplicate of another type: the last one counts")
    void duplicateOfOtherType() {
        squash(layer().file("a", "FILE").dir("a/").file("a/b", "B")).hasTree("a/", "a/b=B");
        squash(layer().dir("a/").file("a/b", "B").file("a", "FILE")).hasTree("a=FILE");
    }

    @Test
    @DisplayName("P09 .. inside a path is resolved")
    void dotDotInside() {
        squash(layer().dir("t/").dir("t/p/").file("t/p/../b", "B")).hasTree("t/", "t/p/", "t/b=B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../t/esc", "/../t/esc", "t/../../t/esc"})
    @DisplayName("P10 a path that leaves the root is refused, or kept inside where that is wanted")
    void leavesRoot(String name) {
        squash(layer().dir("t/").file(name, "E"))
                .isRefused("entry \"" + name + "\": the path leaves the root; --lenient keeps it inside");
        squashLeniently(layer().dir("t/").file(name, "E"))
                .hasTree("t/", "t/esc=E")
                .warns(Warning.Kind.CLAMPED_PATH);
    }

    @Test
    @DisplayName("P11 a regular entry with a slash at its end is a file")
    void trailingSlash() {
        squash(layer().dir("t/").entry('0', "t/a/", "", "A").file("t/b", "B")).hasTree("t/", "t/a=A", "t/b=B");
    }

    @Test
    @DisplayName("P12 a directory is one by its type, with or without a slash; in v7 by the slash")
    void directorySpelling() {
        squash(layer().entry('5', "d", "", "")
                        .mode(0755)
                        .entry('\0', "v/", "", "")
                        .mode(0755))
                .hasTree("d/", "v/");
    }

    @Test
    @DisplayName("P13 case and Unicode forms make different names")
    void caseAndUnicode() {
        squash(layer().file("File", "1").file("file", "2").file("\u00e9", "3").file("e\u0301", "4"))
                .hasTree("File=1", "e\u0301=4", "file=2", "\u00e9=3");
    }

    @Test
    @DisplayName("P14 names that are not UTF-8 keep their bytes and stay apart")
    void notUtf8() {
        squash(layer().file(E9, "1")
                        .file(E8, "2")
                        .pax("path", E8)
                        .file("x", "3")
                        .rawName(E8)
                        .gnuLongName())
                .hasTree("caf\\xe8=3", "caf\\xe9=1");
    }

    @Test
    @DisplayName("P14 a whiteout of a name that is not UTF-8 takes that name alone")
    void whiteoutOfNotUtf8() {
        byte[] whiteout = {'.', 'w', 'h', '.', 'c', 'a', 'f', (byte) 0xe9};
        squash(layer().file(E9, "1").file(E8, "2"), layer().file(whiteout, ""))
                .hasTree("caf\\xe8=2")
                .hasUpper(1, ".wh.caf\\xe9");
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 155, 255})
    @DisplayName("P15 long names are kept")
    void longNames(int length) {
        String name = "n".repeat(length);
        squash(layer().file(name, "N")).hasTree(name + "=N");
    }

    @Test
    @DisplayName("P15 long paths and link targets are kept")
    void longPaths() {
        String directory = ("d".repeat(99) + "/").repeat(5);
        squash(layer().file(directory + "f", "F")).hasLast(directory + "f=F");
        squash(layer().symlink("l", "t".repeat(300))).hasTree("l -> " + "t".repeat(300));
    }

    /** Nor can Docker, containerd, podman or umoci make such a link. */
    @Test
    @DisplayName("P15 a symbolic link without a target is refused")
    void noTarget() {
        squash(layer().symlink("l", "")).isRefused("entry \"l\": symbolic link without a target");
    }

    @Test
    @DisplayName("P16 names and paths that no Linux can have are refused")
    void tooLong() {
        squash(layer().file("n".repeat(256), "N")).isRefused("name of 256 bytes; at most 255 are possible");
        squash(layer().file("d/".repeat(2048) + "f", "F")).isRefused("path of 4097 bytes; at most 4096 are possible");
    }

    @Test
    @DisplayName("P17 the prefix field of ustar is part of the name")
    void ustarPrefix() {
        byte[] prefix = {'t', '/', 'p', 'p'};
        squash(layer().dir("t/").dir("t/pp/").file("a", "A").bytesAt(345, prefix))
                .hasTree("t/", "t/pp/", "t/pp/a=A");
    }

    @Test
    @DisplayName("P17 the prefix of a star header is shorter, with times behind it")
    void starPrefix() {
        byte[] prefix = {'p', 'f', 'x'};
        byte[] times = "07346545000\0".repeat(2).getBytes(StandardCharsets.US_ASCII);
        byte[] star = {'t', 'a', 'r', 0};
        squash(layer().file("t/a", "A").bytesAt(345, prefix).bytesAt(476, times).bytesAt(508, star))
                .hasTree("pfx/ mtime=0", "pfx/t/ mtime=0", "pfx/t/a=A");
    }

    /** Docker 20.10.24, podman 4.3.1 (overlay and vfs) and umoci 0.4.7 keep all four, backslash and line feed among them. */
    @Test
    @DisplayName("P18 newline, space, colon and backslash are part of names")
    void oddCharacters() {
        squash(layer().file("a b", "1").file("c:d", "2").file("e\\f", "3").file("g\nh", "4"))
                .hasTree("a b=1", "c:d=2", "e\\f=3", "g\\x0ah=4");
    }
}
