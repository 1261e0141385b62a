// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static io.github.imagesquash.fixture.Squashing.squashFollowing;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whiteouts and opaque whiteouts below symbolic links, files and nothing, one test a row of the catalogue. What the links become is
 * what Docker 20.10.24, containerd 1.6.20 and podman 4.3.1 show with overlay file systems; what is followed is what umoci
 * 0.4.7 does.
 */
class WhiteoutPathTest {
    private static LayerBuilder linkTo(String target) {
        return layer().dir("etc/").file("etc/x", "X").file("etc/y", "Y").symlink("la", target);
    }

    private static LayerBuilder ownLink(String target) {
        return layer().dir("etc/").symlink("lb", "/etc").symlink("la", target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc", "etc", "./etc", "../../../etc", "lb", "/nowhere", "nowhere", "la", "etc/x", "/", "."})
    @DisplayName("W26 below a lower layer's link, wherever it leads: the link becomes an empty directory")
    void whiteoutBelowLink(String target) {
        LayerBuilder base = linkTo(target).symlink("lb", "etc");
        squash(base, layer().whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0", "lb -> etc")
                .hasUpper(1, "la/ mtime=0")
                .warns(Warning.Kind.WHITEOUT_THROUGH_LINK);
        squash(base, layer().characterDevice("la/x", 0, 0))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0", "lb -> etc");
    }

    @Test
    @DisplayName("W26 what else the layer has below the link is in the directory, whatever the order")
    void whiteoutBesideEntries() {
        squash(linkTo("/etc"), layer().whiteout("la/x").file("la/z", "Z"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0", "la/z=Z");
        squash(linkTo("/etc"), layer().file("la/z", "Z").whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0", "la/z=Z");
        squash(linkTo("/etc"), layer().whiteout("la/x").dir("la/").mode(0700))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ 0700");
        squash(linkTo("/etc"), layer().dir("la/").mode(0700).whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ 0700")
                .warnsNothing();
        squash(linkTo("/etc"), layer().whiteout("la/x").symlink("la", "/etc"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la -> /etc");
    }

    @Test
    @DisplayName("W26 at any depth, and in layers in between")
    void whiteoutDeepBelowLink() {
        LayerBuilder base =
                layer().dir("t/").dir("t/d/").dir("t/d/s/").file("t/d/s/x", "X").symlink("t/l", "d");
        squash(base, layer().whiteout("t/l/s/x"), layer().file("t/l/s/z", "Z"))
                .hasTree("t/", "t/d/", "t/d/s/", "t/d/s/x=X", "t/l/ mtime=0", "t/l/s/ mtime=0", "t/l/s/z=Z")
                .hasUpper(1, "t/", "t/l/ mtime=0", "t/l/s/ mtime=0", "t/l/s/z=Z")
                .hasUpper(2, "t/", "t/l/ mtime=0", "t/l/s/ mtime=0", "t/l/s/z=Z");
        squash(base, layer().whiteout("t/l/s/x"), layer().whiteout("t/l"))
                .hasTree("t/", "t/d/", "t/d/s/", "t/d/s/x=X")
                .hasUpper(2, "t/", "t/.wh.l");
    }

    @Test
    @DisplayName("W26 a whiteout of the link beside it: the link is gone, and nothing is made")
    void whiteoutOfLinkAndBelow() {
        squash(linkTo("/etc"), layer().whiteout("la").whiteout("la/x")).hasTree("etc/", "etc/x=X", "etc/y=Y");
        squash(linkTo("/etc"), layer().whiteout("la/x").whiteout("la")).hasTree("etc/", "etc/x=X", "etc/y=Y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "etc", "../../../etc", "lb"})
    @DisplayName("W26 the link stays and its target's file goes where links are followed")
    void whiteoutFollowsLink(String target) {
        LayerBuilder base = linkTo(target).symlink("lb", "/etc");
        squashFollowing(base, layer().whiteout("la/x"))
                .hasTree("etc/", "etc/y=Y", "la -> " + target, "lb -> /etc")
                .hasUpper(1, "etc/", "etc/.wh.x")
                .warns(Warning.Kind.WHITEOUT_THROUGH_LINK);
        squashFollowing(base, layer().dir("la/").whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/", "lb -> /etc");
        squashFollowing(base, layer().whiteout("la/x").dir("la/")).hasTree("etc/", "etc/y=Y", "la/", "lb -> /etc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "nowhere/x", "la", "f"})
    @DisplayName("W26 W33 below a link that leads to no directory there is nothing to hide where links are followed")
    void whiteoutFollowsLinkToNothing(String target) {
        LayerBuilder base = layer().file("f", "F").symlink("la", target);
        squashFollowing(base, layer().whiteout("la/x").opaque("la").whiteout("la/s/x"))
                .hasTree("f=F", "la -> " + target)
                .hasUpper(1)
                .warns(Warning.Kind.WHITEOUT_OF_NOTHING, 3);
    }

    @Test
    @DisplayName("W26 W33 links are followed until a whiteout before takes them")
    void whiteoutTakesLinkFirst() {
        squashFollowing(linkTo("/etc"), layer().whiteout("la").whiteout("la/x")).hasTree("etc/", "etc/x=X", "etc/y=Y");
        squashFollowing(linkTo("/etc"), layer().whiteout("la/x").whiteout("la")).hasTree("etc/", "etc/y=Y");
        squashFollowing(linkTo("/etc"), layer().opaque("la").whiteout("la")).hasTree("etc/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "etc", "/nowhere", "la", "etc/x", "/"})
    @DisplayName("W33 an opaque whiteout of a lower layer's link: the link becomes an empty directory")
    void opaqueOfLink(String target) {
        squash(linkTo(target), layer().opaque("la"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0")
                .hasUpper(1, "la/ mtime=0")
                .warns(Warning.Kind.WHITEOUT_THROUGH_LINK);
        squash(linkTo(target), layer().opaque("la/s").file("la/s/z", "Z"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "la/ mtime=0", "la/s/ mtime=0", "la/s/z=Z");
    }

    @Test
    @DisplayName("W33 the link's target is emptied where links are followed")
    void opaqueFollowsLink() {
        squashFollowing(linkTo("/etc"), layer().opaque("la").file("la/z", "Z"))
                .hasTree("etc/", "etc/z=Z", "la -> /etc")
                .hasUpper(1, "etc/", "etc/.wh.x", "etc/.wh.y", "etc/z=Z");
    }

    @Test
    @DisplayName("W34 below a lower layer's file of any type: the file becomes a directory")
    void whiteoutBelowFile() {
        LayerBuilder base = layer().file("f", "F").fifo("p").characterDevice("c", 1, 3);
        for (String file : new String[] {"f", "p", "c"}) {
            LayerBuilder whiteout = layer().whiteout(file + "/x");
            squash(base, whiteout).hasUpper(1, file + "/ mtime=0").warns(Warning.Kind.WHITEOUT_BELOW_FILE);
            squash(base, layer().opaque(file)).hasUpper(1, file + "/ mtime=0");
            squash(base, layer().whiteout(file + "/a/x")).hasUpper(1, file + "/ mtime=0", file + "/a/ mtime=0");
            squashFollowing(base, whiteout).hasUpper(1).warns(Warning.Kind.WHITEOUT_OF_NOTHING);
            squashFollowing(base, layer().opaque(file)).hasUpper(1);
        }
        squash(layer().file("f", "F"), layer().whiteout("f/x").file("f/z", "Z")).hasTree("f/ mtime=0", "f/z=Z");
    }

    @Test
    @DisplayName("W34 below a file of its own layer there is nothing to hide")
    void whiteoutBelowOwnFile() {
        squash(linkTo("etc"), layer().file("f", "F").whiteout("f/x").opaque("f"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "f=F", "la -> etc")
                .warns(Warning.Kind.WHITEOUT_OF_NOTHING, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "etc", "../etc", "lb"})
    @DisplayName("W35 a whiteout below a link that its own layer has before is followed")
    void whiteoutBelowOwnLink(String target) {
        LayerBuilder base = layer().dir("etc/").file("etc/x", "X").file("etc/y", "Y");
        squash(base, ownLink(target).whiteout("la/x"))
                .hasTree("etc/", "etc/y=Y", "la -> " + target, "lb -> /etc")
                .hasUpper(1, "etc/", "etc/.wh.x", "la -> " + target, "lb -> /etc")
                .warnsNothing();
        squash(base, ownLink(target).opaque("la")).hasTree("etc/", "la -> " + target, "lb -> /etc");
        squashFollowing(base, ownLink(target).opaque("la")).hasTree("etc/", "la -> " + target, "lb -> /etc");
    }

    @Test
    @DisplayName("W35 a link that is new in the place of a lower one counts from there on")
    void whiteoutBelowNewLink() {
        LayerBuilder base = linkTo("/etc").dir("o/").file("o/x", "O");
        squash(base, layer().dir("o/").symlink("la", "o").whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "o/", "la -> o");
        squashFollowing(base, layer().dir("o/").symlink("la", "o").whiteout("la/x"))
                .hasTree("etc/", "etc/x=X", "etc/y=Y", "o/", "la -> o");
        squashFollowing(base, layer().dir("o/").whiteout("la/x").symlink("la", "o"))
                .hasTree("etc/", "etc/y=Y", "o/", "o/x=O", "la -> o");
    }

    @Test
    @DisplayName("W36 a whiteout in a directory that does not exist makes it, as containers show it")
    void whiteoutInMissingDirectory() {
        squash(layer().dir("t/"), layer().whiteout("nix/da/x").whiteout("nix/da/y"))
                .hasTree("nix/ mtime=0", "nix/da/ mtime=0", "t/")
                .hasUpper(1, "nix/ mtime=0", "nix/da/ mtime=0")
                .warns(Warning.Kind.WHITEOUT_WITHOUT_DIRECTORY);
        squash(layer().whiteout("nix/da/x")).hasTree("nix/ mtime=0", "nix/da/ mtime=0");
        squash(layer().characterDevice("nix/x", 0, 0)).hasTree("nix/ mtime=0");
    }

    @Test
    @DisplayName("W36 a directory that its own layer describes or fills is no cause for a warning")
    void whiteoutInNewDirectory() {
        squash(layer().dir("t/"), layer().whiteout("t/a/x").dir("t/a/").mode(0701))
                .hasTree("t/", "t/a/ 0701")
                .warnsNothing();
        squash(layer().dir("t/"), layer().whiteout("t/a/x").file("t/a/y", "Y"))
                .hasTree("t/", "t/a/ mtime=0", "t/a/y=Y")
                .warnsNothing();
        squash(layer().dir("t/"), layer().whiteout("t/a/x").file("t/a", "A"))
                .hasTree("t/", "t/a=A")
                .warnsNothing();
    }

    @Test
    @DisplayName("W36 a whiteout in a directory that the same layer empties leaves that directory, empty")
    void whiteoutInEmptiedDirectory() {
        squash(
                        layer().dir("t/").dir("t/d/").file("t/d/old", "OLD"),
                        layer().opaque("t").whiteout("t/d/old"))
                .hasTree("t/", "t/d/ mtime=0")
                .warns(Warning.Kind.WHITEOUT_WITHOUT_DIRECTORY);
    }
}
