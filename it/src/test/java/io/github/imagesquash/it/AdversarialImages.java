package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The images of the catalogue that Docker accepts. It refuses, for one, links to files of lower layers and two entries of
 * one path. Every layer says what directories it writes to (but {@code T08}'s), as overlay gives those that it does not
 * mention new attributes.
 */
final class AdversarialImages {
    /** With 0x0a in it, which some readers take for the end of a PAX record. */
    private static final byte[] CAPABILITY = HexFormat.of().parseHex("0100000200040000800a00000000000000000000");

    private static final byte[] BINARY = {0, '\n', '=', (byte) 0xff, 0};

    private AdversarialImages() {}

    static Stream<AdversarialImage> all() {
        return Stream.of(whiteouts(), opaqueDirectories(), typeChanges(), paths(), links(), metadata())
                .flatMap(images -> images);
    }

    private static LayerBuilder t() {
        return layer().dir("t/");
    }

    private static Stream<AdversarialImage> whiteouts() {
        return Stream.of(
                AdversarialImage.of("W01", "a deleted file", t().file("t/a", "A"), t().whiteout("t/a")),
                deletedAndMadeDirectory(),
                AdversarialImage.of(
                        "W05",
                        "deleted and made in one layer",
                        t().file("t/a", "OLD"),
                        t().whiteout("t/a").file("t/a", "NEW")),
                AdversarialImage.of(
                        "W24",
                        "deleted, then made again",
                        t().file("t/a", "OLD"),
                        t().whiteout("t/a"),
                        t().file("t/a", "NEW")),
                AdversarialImage.of(
                        "W27",
                        "a deleted link to a directory",
                        t().dir("t/real/").file("t/real/a", "A").symlink("t/ln", "real"),
                        t().whiteout("t/ln")),
                AdversarialImage.of(
                        "W31",
                        "three of four files deleted",
                        t().dir("t/d/")
                                .file("t/d/1", "1")
                                .file("t/d/2", "2")
                                .file("t/d/3", "3")
                                .file("t/d/4", "4"),
                        t().dir("t/d/").whiteout("t/d/1").whiteout("t/d/2").whiteout("t/d/4")));
    }

    /** A whiteout hides what lower layers have also where its own layer makes the name again; overlay shows the old files. */
    private static AdversarialImage deletedAndMadeDirectory() {
        return AdversarialImage.of(
                        "W03",
                        "a directory deleted and made in one layer",
                        t().dir("t/d/").file("t/d/old", "OLD"),
                        t().whiteout("t/d").dir("t/d/").mode(0700).file("t/d/new", "NEW"))
                .squashedWithout("t/d/old");
    }

    private static Stream<AdversarialImage> opaqueDirectories() {
        LayerBuilder old = t().dir("t/d/").file("t/d/old", "OLD");
        return Stream.of(
                AdversarialImage.of(
                        "W07", "opaque", old, t().dir("t/d/").opaque("t/d").file("t/d/new", "NEW")),
                AdversarialImage.of(
                        "W08",
                        "opaque, marked last",
                        old,
                        t().dir("t/d/").file("t/d/new", "NEW").opaque("t/d")),
                AdversarialImage.of(
                        "W09",
                        "opaque, marked first",
                        old,
                        t().opaque("t/d").dir("t/d/").file("t/d/new", "NEW")),
                AdversarialImage.of(
                        "W14",
                        "the specification's example of an opaque directory",
                        layer().dir("a/").dir("a/b/").dir("a/b/c/").file("a/b/c/bar", "BAR"),
                        layer().dir("a/").opaque("a").dir("a/b/").dir("a/b/c/").file("a/b/c/foo", "FOO")));
    }

    private static Stream<AdversarialImage> typeChanges() {
        LayerBuilder directory = t().dir("t/d/").file("t/d/old", "OLD");
        LayerBuilder newDirectory = t().dir("t/d/").file("t/d/new", "NEW");
        return Stream.of(
                AdversarialImage.of("T01", "directory, then file", directory, t().file("t/d", "FILE")),
                AdversarialImage.of("T02", "file, then directory", t().file("t/d", "FILE"), newDirectory),
                AdversarialImage.of(
                        "T03", "directory, file, directory", directory, t().file("t/d", "FILE"), newDirectory),
                AdversarialImage.of(
                        "T04",
                        "directory, link, directory",
                        t().dir("t/d/").file("t/d/old", "OLD").dir("t/e/").file("t/e/x", "X"),
                        t().symlink("t/d", "e"),
                        newDirectory),
                AdversarialImage.of(
                        "T05",
                        "link, then directory",
                        t().dir("t/real/").file("t/real/a", "A").symlink("t/ln", "real"),
                        t().dir("t/ln/").file("t/ln/b", "B")),
                AdversarialImage.of(
                        "T06",
                        "directory, then link",
                        t().dir("t/ln/").file("t/ln/c", "C").dir("t/real/"),
                        t().symlink("t/ln", "real")),
                AdversarialImage.of(
                        "T07",
                        "new attributes of a directory",
                        t().dir("t/p/").file("t/p/a", "A"),
                        t().dir("t/p/").mode(01777).owner(5, 6).mtime(950_000_000)),
                impliedDirectory(),
                AdversarialImage.of(
                        "T11",
                        "the root's own entry",
                        layer().dir("./").mode(0555).dir("t/").file("t/a", "A"),
                        layer().dir("./").mode(0711).owner(4, 0).dir("t/").file("t/b", "B")));
    }

    /** A layer leaves {@code t/p/} out: the specification keeps its attributes, overlay shows 0755, root's, of today. */
    private static AdversarialImage impliedDirectory() {
        return AdversarialImage.of(
                        "T08",
                        "a directory without an entry",
                        t().dir("t/p/").mode(01777).owner(5, 6).file("t/p/a", "A"),
                        t().file("t/p/b", "B"))
                .squashedWith("t/p", "mode", "1777")
                .squashedWith("t/p", "owner", "5:6")
                .squashedWith("t/p", "mtime", LayerBuilder.DEFAULT_MTIME + ".0000000000");
    }

    private static Stream<AdversarialImage> paths() {
        byte[] e8 = {'t', '/', 'c', 'a', 'f', (byte) 0xe8};
        byte[] e9 = {'t', '/', 'c', 'a', 'f', (byte) 0xe9};
        byte[] ea = {'t', '/', 'c', 'a', 'f', (byte) 0xea};
        return Stream.of(
                fileBelowLink(),
                AdversarialImage.of(
                        "P03",
                        "files below links of their own layer",
                        t().dir("t/real/").symlink("t/ln", "real").file("t/ln/a", "A"),
                        t().dir("t/other/").symlink("t/in", "../t/other").file("t/in/b", "B")),
                AdversarialImage.of(
                        "P05",
                        "one path, spelled in four ways",
                        t().file("/t/a", "1"),
                        t().file("./t/a", "2"),
                        t().file("t//a", "3"),
                        t().file("t/./a", "4")),
                AdversarialImage.of(
                        "P13",
                        "names that differ in case or Unicode form",
                        t().file("t/File", "1")
                                .file("t/file", "2")
                                .file("t/\u00e9", "3")
                                .file("t/e\u0301", "4")),
                AdversarialImage.of(
                        "P14",
                        "names that are not UTF-8",
                        t().file(e9, "1")
                                .file("t/x", "2")
                                .pax("path", e8)
                                .file("t/y", "3")
                                .rawName(ea)
                                .gnuLongName(),
                        t().file("t/.wh.x", "")
                                .rawName(new byte[] {'t', '/', '.', 'w', 'h', '.', 'c', 'a', 'f', (byte) 0xe9})),
                longNames(),
                AdversarialImage.of(
                        "P18",
                        "odd characters in names",
                        t().file("t/a b", "1")
                                .file("t/c:d", "2")
                                .file("t/e\\f", "3")
                                .file("t/g\nh", "4")
                                .file("t/i\ri", "5"),
                        t().whiteout("t/g\nh")));
    }

    /** The link becomes a directory, of today in Docker, of 1970 in what has to be reproducible. */
    private static AdversarialImage fileBelowLink() {
        return AdversarialImage.of(
                        "P01",
                        "a file below a link of a lower layer",
                        t().dir("t/real/").file("t/real/a", "A").symlink("t/ln", "real"),
                        t().file("t/ln/b", "B"))
                .squashedWith("t/ln", "mtime", "0.0000000000");
    }

    private static AdversarialImage longNames() {
        LayerBuilder base = t().file("t/" + "a".repeat(98), "1")
                .file("t/" + "b".repeat(99), "2")
                .file("t/" + "c".repeat(255), "3")
                .symlink("t/l", "x".repeat(300));
        StringBuilder path = new StringBuilder("t/");
        for (int depth = 0; depth < 6; depth++) {
            base.dir(path.append("d".repeat(99)).append('/').toString());
        }
        return AdversarialImage.of(
                "P15",
                "long names, paths and targets",
                base.file(path + "f", "F"),
                t().whiteout("t/" + "c".repeat(255)));
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
