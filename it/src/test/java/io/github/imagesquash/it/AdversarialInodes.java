// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.it.AdversarialImages.t;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Files with several names, and what is known of a file beside its name. Catalogue H and M. */
final class AdversarialInodes {
    /** With 0x0a in it, which some readers take for the end of a PAX record. */
    private static final byte[] CAPABILITY = HexFormat.of().parseHex("0100000200040000800a00000000000000000000");

    private static final byte[] BINARY = {0, '\n', '=', (byte) 0xff, 0};

    private AdversarialInodes() {}

    static Stream<AdversarialImage> all() {
        return Stream.of(links(), metadata()).flatMap(images -> images);
    }

    private static Stream<AdversarialImage> links() {
        return Stream.of(
                AdversarialImage.of(
                        "H01", "two names of a file", t().file("t/a", "A").hardLink("t/b", "t/a")),
                AdversarialImage.of(
                        "H02",
                        "a link to a link",
                        t().file("t/a", "A").hardLink("t/b", "t/a").hardLink("t/c", "t/b")),
                AdversarialImage.of("H03", "the first name deleted", group(), t().whiteout("t/a")),
                AdversarialImage.of("H04", "the other name deleted", group(), t().whiteout("t/b")),
                AdversarialImage.of("H05", "the first name replaced", group(), t().file("t/a", "NEW")),
                AdversarialImage.of("H06", "the other name replaced", group(), t().file("t/b", "NEW")),
                AdversarialImage.of(
                        "H11",
                        "a link to a symbolic link",
                        t().symlink("t/l", "nowhere").hardLink("t/m", "t/l").mode(0777)),
                AdversarialImage.of(
                        "H12",
                        "links to a pipe and a device",
                        t().fifo("t/f")
                                .hardLink("t/g", "t/f")
                                .characterDevice("t/n", 1, 3)
                                .hardLink("t/o", "t/n")),
                AdversarialImage.of(
                        "H13",
                        "targets spelled in other ways",
                        t().file("t/a", "A")
                                .hardLink("t/b", "/t/a")
                                .hardLink("t/c", "./t/a")
                                .hardLink("t/d", "t/../t/a")),
                AdversarialImage.of(
                        "H16",
                        "a link's entry with other attributes",
                        t().file("t/a", "A")
                                .hardLink("t/b", "t/a")
                                .mode(0600)
                                .owner(7, 8)
                                .mtime(5)),
                capabilityOfLinks(),
                AdversarialImage.of(
                        "H18",
                        "setuid on two names",
                        t().file("t/a", "A").mode(04755).hardLink("t/b", "t/a").mode(04755)),
                AdversarialImage.of(
                        "H21",
                        "a link whose layer's file is deleted later",
                        t().file("t/target", "T").hardLink("t/link", "t/target"),
                        t().file("t/other", "O"),
                        t().whiteout("t/target")));
    }

    private static LayerBuilder group() {
        return t().file("t/a", "OLD").hardLink("t/b", "t/a");
    }

    /** Docker loses the capability, as it changes the owner again for the link, whose entry has none. */
    private static AdversarialImage capabilityOfLinks() {
        String value = "0x" + HexFormat.of().formatHex(CAPABILITY);
        return AdversarialImage.of(
                        "H17",
                        "a capability in the first entry only",
                        t().file("t/a", "A")
                                .xattr("security.capability", CAPABILITY)
                                .hardLink("t/b", "t/a"))
                .squashedWith("t/a", "security.capability", value)
                .squashedWith("t/b", "security.capability", value);
    }

    private static Stream<AdversarialImage> metadata() {
        return Stream.of(
                AdversarialImage.of(
                        "M01",
                        "setuid, setgid, sticky",
                        t().file("t/u", "U")
                                .mode(04755)
                                .file("t/g", "G")
                                .mode(02755)
                                .owner(5, 6)
                                .file("t/b", "B")
                                .mode(06711)
                                .dir("t/s/")
                                .mode(01777)),
                AdversarialImage.of(
                        "M02", "a type in the mode", t().file("t/a", "A").mode(0104755)),
                AdversarialImage.of(
                        "M03",
                        "large owners, binary and PAX",
                        t().file("t/a", "A")
                                .owner(3_000_000, 4_000_000_000L)
                                .base256()
                                .file("t/b", "B")
                                .pax("uid", "3000001")
                                .pax("gid", "4000000001")),
                AdversarialImage.of(
                        "M06",
                        "nanoseconds",
                        t().file("t/a", "A")
                                .mtime(1_234_567_890, 123_456_789)
                                .symlink("t/l", "a")
                                .mtime(7, 5)),
                AdversarialImage.of(
                        "M08",
                        "binary extended attributes",
                        t().file("t/a", "A").xattr("user.binary", BINARY).xattr("user.text", "v"),
                        t().dir("t/d/").xattr("user.binary", BINARY)),
                AdversarialImage.of(
                        "M09",
                        "a capability",
                        t().file("t/a", "A").mode(0755).xattr("security.capability", CAPABILITY)),
                AdversarialImage.of("M30", "a table of contents of eStargz", t().file("stargz.index.json", "{}"))
                        .squashedWithout("stargz.index.json"),
                AdversarialImage.of(
                        "M13",
                        "devices and a pipe",
                        t().characterDevice("t/null", 1, 3)
                                .blockDevice("t/loop", 7, 0)
                                .characterDevice("t/large", 500, 300_000)
                                .fifo("t/p")));
    }
}
