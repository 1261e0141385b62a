// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.it.AdversarialImages.t;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.stream.Stream;

/** What layers do to those below: delete, hide, and put another type in the place. Catalogue W and T. */
final class AdversarialChanges {
    private AdversarialChanges() {}

    static Stream<AdversarialImage> all() {
        return Stream.of(whiteouts(), opaqueDirectories(), typeChanges()).flatMap(images -> images);
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
}
