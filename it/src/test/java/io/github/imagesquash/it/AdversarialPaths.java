// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.it.AdversarialImages.t;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.stream.Stream;

/** Names that are odd, and that lead elsewhere. Catalogue P. */
final class AdversarialPaths {
    private AdversarialPaths() {}

    static Stream<AdversarialImage> all() {
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
}
