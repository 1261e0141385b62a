// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.Comparing;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.request.DiffRequest.ConfigRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TreeComparisonTest {
    private static Comparing compare(LayerBuilder before, LayerBuilder after) {
        return Comparing.compare(image("app:1").layer(before), image("app:1").layer(after));
    }

    private static Comparing compare(LayerBuilder before, LayerBuilder after, ComparisonRules rules) {
        return Comparing.compare(
                image("app:1").layer(before), image("app:1").layer(after), rules, new ConfigRules.Compared(List.of()));
    }

    private static ComparisonRules ignoring(Attribute... attributes) {
        return new ComparisonRules(Set.of(attributes), List.of(), Instant.MAX);
    }

    private static ComparisonRules at(String... globs) {
        return new ComparisonRules(Set.of(), Stream.of(globs).map(Glob::parse).toList(), Instant.MAX);
    }

    private static String digest(String content) {
        return Digest.sha256Of(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static LayerBuilder file() {
        return layer().file("a", "A");
    }

    @Test
    void layersAreNoDifference() {
        Comparing.compare(
                        image("app:1")
                                .layer(layer().dir("t/").file("t/a", "A").file("t/b", "B"))
                                .layer(layer().dir("t/").whiteout("t/b")),
                        image("app:2").layer(layer().dir("t/").file("t/a", "A")))
                .tells();
    }

    @Test
    void pathsThatOnlyOneImageHasAreToldOneByOne() {
        compare(
                        layer().dir("gone/").file("gone/a", "123").symlink("s", "a"),
                        layer().dir("new/").fifo("new/f").file("z", ""))
                .tells(
                        "- /gone directory 0",
                        "- /gone/a file 3",
                        "+ /new directory 0",
                        "+ /new/f fifo 0",
                        "- /s symlink 0",
                        "+ /z file 0");
    }

    @Test
    void namesAreComparedAsBytes() {
        byte[] acute = {'e', (byte) 0xe9};
        byte[] grave = {'e', (byte) 0xe8};
        compare(layer().file(acute, ""), layer().file(grave, "")).tells("+ /e\\xe8 file 0", "- /e\\xe9 file 0");
    }

    @Test
    void aRootThatOnlyOneImageDescribesIsNoDifference() {
        compare(layer().dir("./").mode(0700).file("a", "A"), file()).tells();
    }

    @Test
    void rootsThatBothImagesDescribeAreCompared() {
        compare(layer().dir("./").mode(0700), layer().dir("./").mode(0755)).tells("~ / mode 0700 → 0755");
    }

    @Nested
    class OfAttributes {
        @Test
        void type() {
            compare(layer().dir("a/").file("a/b", ""), layer().file("a", "A").mode(0755))
                    .tells("~ /a type directory → file", "- /a/b file 0");
        }

        @Test
        void mode() {
            compare(file().mode(0644), file().mode(04755)).tells("~ /a mode 0644 → 4755");
        }

        @Test
        void owner() {
            compare(file().owner(0, 0), file().owner(1000, 5_000_000)).tells("~ /a owner 0:0 → 1000:5000000");
        }

        @Test
        void sizeWithoutReadingContent() {
            compare(file(), layer().file("a", "AB")).tells("~ /a size 1 → 2");
        }

        @Test
        void contentByDigest() {
            compare(file(), layer().file("a", "B")).tells("~ /a content " + digest("A") + " → " + digest("B"));
        }

        @Test
        void target() {
            compare(layer().symlink("a", "b"), layer().symlink("a", "./b")).tells("~ /a target \"b\" → \"./b\"");
        }

        @Test
        void device() {
            compare(layer().characterDevice("a", 1, 3), layer().characterDevice("a", 1, 5))
                    .tells("~ /a device 1:3 → 1:5");
            compare(layer().characterDevice("a", 1, 3), layer().blockDevice("a", 1, 3))
                    .tells("~ /a type character-device → block-device");
        }

        @Test
        void mtimeToTheNanosecond() {
            compare(file().mtime(5, 1), file().mtime(5, 2))
                    .tells("~ /a mtime 1970-01-01T00:00:05.000000001Z → 1970-01-01T00:00:05.000000002Z");
            compare(file().mtime(5), file().mtime(5, 0)).tells();
        }

        @Test
        void extendedAttributesByteForByte() {
            compare(
                            file().xattr("user.a", "1").xattr("user.b", new byte[] {1, (byte) 0x80}),
                            file().xattr("user.b", new byte[] {1, (byte) 0x81}).xattr("user.c", ""))
                    .tells("~ /a xattr user.a \"1\" → absent, xattr user.b 0x0180 → 0x0181,"
                            + " xattr user.c absent → \"\"");
        }
    }

    @Nested
    class OfLinks {
        private static final LayerBuilder LINKED =
                layer().file("a", "A").hardLink("b", "a").hardLink("c", "a");

        @Test
        void groupsAreEqualWhicheverNameCameFirst() {
            compare(LINKED, layer().file("c", "A").hardLink("b", "c").hardLink("a", "b"))
                    .tells();
        }

        @Test
        void aSplitGroupIsToldForEachOfItsNames() {
            compare(LINKED, layer().file("a", "A").hardLink("b", "a").file("c", "A"))
                    .tells(
                            "~ /a links /a = /b = /c → /a = /b",
                            "~ /b links /a = /b = /c → /a = /b",
                            "~ /c links /a = /b = /c → /c");
        }

        @Test
        void anAddedNameChangesItsGroup() {
            compare(file(), layer().file("a", "A").hardLink("b", "a")).tells("~ /a links /a → /a = /b", "+ /b file 1");
        }

        @Test
        void contentOfAGroupIsToldForEachOfItsNames() {
            String content = " content " + digest("A") + " → " + digest("B");
            compare(LINKED, layer().file("a", "B").hardLink("b", "a").hardLink("c", "a"))
                    .tells("~ /a" + content, "~ /b" + content, "~ /c" + content);
        }
    }

    @Nested
    class OfRules {
        @Test
        void ignoredAttributesMayDiffer() {
            compare(
                            file().mode(0600).mtime(1).owner(1, 1),
                            file().mode(0644).mtime(2).owner(2, 2),
                            ignoring(Attribute.MODE, Attribute.MTIME, Attribute.OWNER))
                    .tells();
        }

        @Test
        void contentOfOtherSizeDiffersAlsoWhereSizeIsIgnored() {
            compare(file(), layer().file("a", "AB"), ignoring(Attribute.SIZE)).tells("~ /a content 1 bytes → 2 bytes");
            compare(file(), layer().file("a", "AB"), ignoring(Attribute.SIZE, Attribute.CONTENT))
                    .tells();
        }

        @Test
        void onlyPathsAskedForAreLookedAt() {
            compare(
                            layer().dir("etc/").file("etc/a", "A").file("b", "B"),
                            layer().dir("etc/").file("etc/c", "A").file("d", "B"),
                            at("/etc"))
                    .tells("- /etc/a file 1", "+ /etc/c file 1");
        }
    }

    @Test
    void holesOfSparseFilesAreZeros() {
        LayerBuilder sparse = layer().file("GNUSparseFile.0/a", "1\n4\n2\n" + "\0".repeat(506) + "XY")
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .pax("GNU.sparse.name", "a")
                .pax("GNU.sparse.realsize", "1000000");
        byte[] expanded = new byte[1_000_000];
        expanded[4] = 'X';
        expanded[5] = 'Y';
        compare(sparse, layer().file("a", expanded)).tells();
        expanded[999_999] = 1;
        Digest found = Digest.sha256Of(expanded);
        expanded[999_999] = 0;
        Digest wanted = Digest.sha256Of(expanded);
        expanded[999_999] = 1;
        compare(sparse, layer().file("a", expanded)).tells("~ /a content " + wanted + " → " + found);
    }
}
