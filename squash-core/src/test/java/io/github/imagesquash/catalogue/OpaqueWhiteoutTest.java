// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Opaque whiteouts (image-spec layer.md, "Opaque Whiteout"), one test a row of the catalogue. */
class OpaqueWhiteoutTest {
    private static LayerBuilder directoryWithOld() {
        return layer().dir("t/").dir("t/d/").file("t/d/old", "OLD");
    }

    @Test
    @DisplayName("W07 an opaque whiteout hides the lower content of its directory")
    void opaqueHidesLowerContent() {
        squash(directoryWithOld(), layer().dir("t/d/").opaque("t/d").file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW");
    }

    @Test
    @DisplayName("W08 an opaque whiteout works after the new content too")
    void opaqueAfterNewContent() {
        squash(directoryWithOld(), layer().dir("t/d/").file("t/d/new", "NEW").opaque("t/d"))
                .hasTree("t/", "t/d/", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW");
    }

    @Test
    @DisplayName("W09 an opaque whiteout works before its directory's entry")
    void opaqueBeforeDirectory() {
        squash(directoryWithOld(), layer().opaque("t/d").dir("t/d/").file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW");
    }

    @Test
    @DisplayName("W10 an opaque whiteout spares new content whose directory has no entry")
    void opaqueSparesImpliedDirectory() {
        squash(directoryWithOld(), layer().dir("t/d/").file("t/d/s/new", "NEW").opaque("t/d"))
                .hasTree("t/", "t/d/", "t/d/s/ mtime=0", "t/d/s/new=NEW")
                .hasUpper(1, "t/", "t/d/", "t/d/.wh.old", "t/d/s/ mtime=0", "t/d/s/new=NEW");
    }

    @Test
    @DisplayName("W11 an opaque whiteout without an entry keeps its directory's attributes")
    void opaqueKeepsAttributes() {
        squash(
                        layer().dir("t/").dir("t/d/").mode(0700).owner(7, 0).file("t/d/old", "OLD"),
                        layer().opaque("t/d").file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/ 0700 7:0", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/ 0700 7:0", "t/d/.wh.old", "t/d/new=NEW");
    }

    @Test
    @DisplayName("W12 an opaque whiteout of a directory that never existed makes it, as containers show it")
    void opaqueOfMissingDirectory() {
        squash(layer().dir("t/"), layer().opaque("nix/da"))
                .hasTree("nix/ mtime=0", "nix/da/ mtime=0", "t/")
                .hasUpper(1, "nix/ mtime=0", "nix/da/ mtime=0")
                .warns(Warning.Kind.OPAQUE_WITHOUT_DIRECTORY);
        squash(layer().opaque("nix/da")).hasTree("nix/ mtime=0", "nix/da/ mtime=0");
    }

    @Test
    @DisplayName("W12 a directory that an opaque whiteout made has what later layers add, and goes with them")
    void opaqueOfMissingDirectoryIsADirectory() {
        squash(layer().dir("t/"), layer().opaque("t/a"), layer().file("t/a/x", "X"))
                .hasTree("t/", "t/a/ mtime=0", "t/a/x=X");
        squash(layer().dir("t/"), layer().opaque("t/a"), layer().whiteout("t/a"))
                .hasTree("t/");
    }

    @Test
    @DisplayName("W12 an opaque whiteout in an opaque directory leaves its own directory, empty")
    void opaqueInOpaque() {
        squash(directoryWithOld(), layer().opaque("t").opaque("t/d"))
                .hasTree("t/", "t/d/ mtime=0")
                .hasUpper(1, "t/", "t/d/ mtime=0", "t/d/.wh.old");
    }

    @Test
    @DisplayName("W12 an opaque whiteout of a directory that is new in its layer is no cause for a warning")
    void opaqueOfNewDirectory() {
        squash(layer().dir("t/"), layer().opaque("t/new").dir("t/new/"))
                .hasTree("t/", "t/new/")
                .hasUpper(1, "t/", "t/new/")
                .warnsNothing();
    }

    @Test
    @DisplayName("W13 an opaque whiteout at the root hides all of the lower layers")
    void opaqueRoot() {
        squash(
                        layer().dir("t/").file("t/a", "A").file("b", "B"),
                        layer().whiteout(".wh..opq").file("x", "X").dir("t/"))
                .hasTree("t/", "x=X")
                .hasUpper(1, ".wh.b", "t/", "t/.wh.a", "x=X")
                .warns(Warning.Kind.OPAQUE_ROOT);
    }

    @Test
    @DisplayName("W14 the example of the specification")
    void specExample() {
        squash(
                        layer().dir("a/").dir("a/b/").dir("a/b/c/").file("a/b/c/bar", "BAR"),
                        layer().dir("a/").opaque("a").dir("a/b/").dir("a/b/c/").file("a/b/c/foo", "FOO"))
                .hasTree("a/", "a/b/", "a/b/c/", "a/b/c/foo=FOO")
                .hasUpper(1, "a/", "a/b/", "a/b/c/", "a/b/c/.wh.bar", "a/b/c/foo=FOO");
    }

    @Test
    @DisplayName("W30 overlay's opaque attribute hides the lower content and is not kept")
    void opaqueAttribute() {
        squash(
                        directoryWithOld(),
                        layer().dir("t/d/").xattr("trusted.overlay.opaque", "y").file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW")
                .warns(Warning.Kind.OPAQUE_ATTRIBUTE);
    }
}
