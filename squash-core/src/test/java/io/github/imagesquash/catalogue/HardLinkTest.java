// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static io.github.imagesquash.fixture.Squashing.squashLeniently;
import static io.github.imagesquash.fixture.Squashing.squashWithout;

import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard links (layer.md, "Hardlinks"), one test a row of the catalogue. */
class HardLinkTest {
    private static final byte[] CAPABILITY = {1, 0, 0, 2, 0, 4, 0, 0, (byte) 0x80, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private static LayerBuilder group(String content) {
        return layer().file("a", content).hardLink("b", "a");
    }

    @Test
    @DisplayName("H01 two names of one layer stay two names of one file")
    void sameLayer() {
        squash(group("A")).hasTree("a=A", "b => a");
    }

    @Test
    @DisplayName("H02 a link to a link is a link to the file")
    void chain() {
        squash(layer().file("a", "A").hardLink("b", "a").hardLink("c", "b")).hasTree("a=A", "b => a", "c => a");
    }

    @Test
    @DisplayName("H03 when the first name is deleted the other has the content")
    void firstNameDeleted() {
        squash(group("A"), layer().whiteout("a")).hasTree("b=A").hasUpper(1, ".wh.a");
    }

    @Test
    @DisplayName("H04 when the other name is deleted the first stays")
    void otherNameDeleted() {
        squash(group("A"), layer().whiteout("b")).hasTree("a=A").hasUpper(1, ".wh.b");
    }

    @Test
    @DisplayName("H05 replacing the first name leaves the other's content")
    void firstNameReplaced() {
        squash(group("OLD"), layer().file("a", "NEW")).hasTree("a=NEW", "b=OLD").hasUpper(1, "a=NEW");
    }

    @Test
    @DisplayName("H06 replacing the other name leaves the first's content")
    void otherNameReplaced() {
        squash(group("OLD"), layer().file("b", "NEW")).hasTree("a=OLD", "b=NEW").hasUpper(1, "b=NEW");
    }

    @Test
    @DisplayName("H07 the first name replaced in the same layer")
    void replacedInSameLayer() {
        squash(layer().file("a", "OLD").hardLink("b", "a").file("a", "NEW")).hasTree("a=NEW", "b=OLD");
    }

    @Test
    @DisplayName("H08 a link to a file of a lower layer shares it")
    void targetInLowerLayer() {
        squash(layer().file("a", "A"), layer().hardLink("b", "a"))
                .hasTree("a=A", "b => a")
                .hasUpper(1, "a=A", "b => a");
    }

    @Test
    @DisplayName("H09 a group that loses one name and gains another")
    void changingGroup() {
        squash(
                        layer().file("a", "OLD").hardLink("b", "a").hardLink("c", "a"),
                        layer().file("a", "NEW"),
                        layer().hardLink("d", "b"))
                .hasTree("a=NEW", "b=OLD", "c => b", "d => b")
                .hasUpper(2, "a=NEW", "b=OLD", "c => b", "d => b")
                .hasUpper(1, "b=OLD", "c => b", "d => b");
    }

    @Test
    @DisplayName("H10 links that cannot be made are refused, or left out where that is wanted")
    void impossibleLinks() {
        String hint = "; --lenient leaves the link out";
        squash(layer().hardLink("b", "a").file("a", "A"))
                .isRefused("entry \"b\": hard link to \"a\", which does not exist" + hint);
        squash(layer().hardLink("b", "gone"))
                .isRefused("entry \"b\": hard link to \"gone\", which does not exist" + hint);
        squash(layer().file("a", "A").hardLink("a", "a"))
                .isRefused("entry \"a\": hard link to \"a\", which is the link itself" + hint);
        squash(layer().dir("d/").hardLink("b", "d"))
                .isRefused("entry \"b\": hard link to \"d\", which is a directory" + hint);
        squashLeniently(layer().file("a", "A").hardLink("b", "gone"))
                .hasTree("a=A")
                .warns(Warning.Kind.DROPPED_LINK);
    }

    @Test
    @DisplayName("H11 a link to a symbolic link is a second name of the link")
    void toSymlink() {
        squash(layer().symlink("l", "nowhere").hardLink("m", "l").mode(0777)).hasTree("l -> nowhere", "m => l");
    }

    @Test
    @DisplayName("H12 pipes and devices can have several names")
    void toSpecialFiles() {
        squash(layer().fifo("f").hardLink("g", "f").characterDevice("n", 1, 3).hardLink("o", "n"))
                .hasTree("f fifo", "n char 1,3", "g => f", "o => n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/a", "./t/a", "t/../t/a"})
    @DisplayName("H13 a link's target is cleaned")
    void cleanedTarget(String target) {
        squash(layer().dir("t/").file("t/a", "A").hardLink("t/b", target)).hasTree("t/", "t/a=A", "t/b => t/a");
    }

    @Test
    @DisplayName("H14 a link's target is found through a symbolic link")
    void targetThroughLink() {
        squash(layer().dir("real/").file("real/a", "A").symlink("ln", "real").hardLink("b", "ln/a"))
                .hasTree("real/", "real/a=A", "ln -> real", "b => real/a");
    }

    /** As Docker 20.10.24, containerd 1.6.20, podman 4.3.1 (overlay and vfs) and umoci 0.4.7 do. */
    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "../../../../etc/passwd", "/../etc/passwd", "etc/../../etc/passwd"})
    @DisplayName("H15 a link's target that leaves the root is kept inside it")
    void escapingTarget(String target) {
        squash(layer().dir("etc/").file("etc/passwd", "P").hardLink("b", target))
                .hasTree("etc/", "etc/passwd=P", "b => etc/passwd")
                .warns(Warning.Kind.CLAMPED_LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", ".", "..", "../..", "etc/.."})
    @DisplayName("H15 a link to the root is refused, or left out where that is wanted")
    void linkToTheRoot(String target) {
        LayerBuilder layer = layer().file("a", "A").hardLink("b", target);
        squash(layer).isRefused("hard link to \"" + target + "\", which is a directory; --lenient leaves the link out");
        squashLeniently(layer).hasTree("a=A").warns(Warning.Kind.DROPPED_LINK);
    }

    @Test
    @DisplayName("H15 a target outside of the root that is not inside it either is refused, or left out")
    void escapingTargetOfNothing() {
        LayerBuilder layer = layer().file("a", "A").hardLink("b", "../none");
        squash(layer).isRefused("hard link to \"../none\", which does not exist; --lenient leaves the link out");
        squashLeniently(layer).hasTree("a=A").warns(Warning.Kind.DROPPED_LINK);
    }

    @Test
    @DisplayName("H16 the last header that names the inode gives its attributes")
    void lastHeaderWins() {
        squash(layer().file("a", "A")
                        .mode(0644)
                        .hardLink("b", "a")
                        .mode(0600)
                        .owner(7, 8)
                        .mtime(5))
                .hasTree("a=A 0600 7:8 mtime=5", "b => a 0600 7:8 mtime=5");
    }

    @Test
    @DisplayName("H17 every name carries the capability, also when the link's header did not")
    void capability() {
        squash(layer().file("a", "A").xattr("security.capability", CAPABILITY).hardLink("b", "a"))
                .hasTree(
                        "a=A security.capability=0100000200040000800a00000000000000000000",
                        "b => a security.capability=0100000200040000800a00000000000000000000");
    }

    @Test
    @DisplayName("H18 setuid is on every name")
    void setuid() {
        squash(layer().file("a", "A").mode(04755).hardLink("b", "a").mode(04755))
                .hasTree("a=A 4755", "b => a 4755");
    }

    @Test
    @DisplayName("H19 when a name is left out on purpose the next one has the content")
    void firstNameDropped() {
        squash(layer().file(".prefetch.landmark", "A").hardLink("b", ".prefetch.landmark"))
                .hasTree("b=A");
        squashWithout(
                        Filter.of(IgnoreList.of("--exclude", List.of("a", "d/**"))),
                        group("A").dir("d/").hardLink("d/c", "a").hardLink("e", "b"))
                .hasTree("d/", "b=A", "e => b");
    }

    @Test
    @DisplayName("H20 a link's size field means nothing, but content after it is refused")
    void sizeOfLink() {
        squash(layer().file("a", "A").hardLink("b", "a").sizeField(1).file("c", "C"))
                .hasTree("a=A", "c=C", "b => a");
        squash(layer().file("a", "A").entry('1', "b", "a", "payload")).isRefused("layer 1 of 1");
    }

    @Test
    @DisplayName("H21 a link survives its target with the content")
    void survivesTarget() {
        squash(
                        layer().dir("t/"),
                        layer().file("t/target", "T"),
                        layer().hardLink("t/link", "t/target"),
                        layer().whiteout("t/target"))
                .hasTree("t/", "t/link=T")
                .hasUpper(3, "t/", "t/link=T");
    }

    @Test
    @DisplayName(
            "H22 a group across directories stays one group, its content first, also where the directories are divided")
    void groupAcrossDirectories() {
        Grouping divided = new Grouping.ByDirectory(List.of(path("d"), path("e")));
        squash(layer().file("z", "Z")
                        .dir("d/")
                        .hardLink("d/y", "z")
                        .dir("e/")
                        .hardLink("e/x", "z")
                        .file("e/own", "O")
                        .file("f", "F"))
                .hasTree("d/", "d/y=Z", "e/", "e/own=O", "f=F", "e/x => d/y", "z => d/y")
                .hasLayers(
                        divided,
                        List.of("f=F"),
                        List.of("d/", "d/y=Z", "e/", "e/x => d/y", "z => d/y"),
                        List.of("e/", "e/own=O"));
    }

    private static ImagePath path(String text) {
        return ImagePath.clean(text.getBytes(StandardCharsets.UTF_8));
    }
}
