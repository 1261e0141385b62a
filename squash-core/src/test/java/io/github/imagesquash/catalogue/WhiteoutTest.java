// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explicit whiteouts (image-spec layer.md, "Whiteouts"), one test a row of the catalogue. */
class WhiteoutTest {
    private static LayerBuilder directoryWithOld() {
        return layer().dir("t/").dir("t/d/").file("t/d/old", "OLD");
    }

    @Test
    @DisplayName("W01 a whiteout removes a file of a lower layer")
    void removesFile() {
        squash(layer().dir("t/").file("t/a", "A"), layer().whiteout("t/a"))
                .hasTree("t/")
                .hasUpper(1, "t/", "t/.wh.a");
    }

    @Test
    @DisplayName("W02 a whiteout removes a directory with all that is in it")
    void removesDirectory() {
        squash(layer().dir("t/").dir("t/d/").file("t/d/a", "A"), layer().whiteout("t/d"))
                .hasTree("t/")
                .hasUpper(1, "t/", "t/.wh.d");
    }

    @Test
    @DisplayName("W03 a directory deleted and made anew has nothing of its old content")
    void recreatedDirectoryIsEmpty() {
        squash(
                        directoryWithOld(),
                        layer().whiteout("t/d").dir("t/d/").mode(0700).file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/ 0700", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/ 0700", "t/d/.wh.old", "t/d/new=NEW")
                .warns(Warning.Kind.WHITEOUT_BESIDE_DIRECTORY);
    }

    @Test
    @DisplayName("W04 as W03 with the whiteout last")
    void recreatedDirectoryIsEmptyWhateverTheOrder() {
        squash(
                        directoryWithOld(),
                        layer().dir("t/d/").mode(0700).file("t/d/new", "NEW").whiteout("t/d"))
                .hasTree("t/", "t/d/ 0700", "t/d/new=NEW")
                .hasUpper(1, "t/", "t/d/ 0700", "t/d/.wh.old", "t/d/new=NEW")
                .warns(Warning.Kind.WHITEOUT_BESIDE_DIRECTORY);
    }

    @Test
    @DisplayName("W05 a whiteout does not hide a file of its own layer")
    void doesNotHideSiblingOfSameLayer() {
        squash(layer().dir("t/").file("t/a", "OLD"), layer().whiteout("t/a").file("t/a", "NEW"))
                .hasTree("t/", "t/a=NEW")
                .hasUpper(1, "t/", "t/a=NEW");
    }

    @Test
    @DisplayName("W06 as W05 with the whiteout last")
    void doesNotHideEarlierSiblingOfSameLayer() {
        squash(layer().dir("t/").file("t/a", "OLD"), layer().file("t/a", "NEW").whiteout("t/a"))
                .hasTree("t/", "t/a=NEW")
                .hasUpper(1, "t/", "t/a=NEW");
    }

    @Test
    @DisplayName("W15 a whiteout of what does not exist does nothing")
    void whiteoutOfMissing() {
        squash(layer().dir("t/").mode(0700), layer().whiteout("t/none"))
                .hasTree("t/ 0700")
                .hasUpper(1)
                .warnsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t/.wh.", "t/.wh..", "t/.wh..."})
    @DisplayName("W16 a whiteout without a name is refused")
    void whiteoutWithoutName(String name) {
        squash(layer().dir("t/"), layer().file(name, ""))
                .isRefused("layer 2 of 2", "entry \"" + name + "\": whiteout without a name");
    }

    @Test
    @DisplayName("W17 any kind of entry is a whiteout by its name alone")
    void whiteoutByNameAlone() {
        LayerBuilder base = layer().dir("t/").file("t/a", "A").file("t/b", "B").file("t/c", "C");
        squash(base, layer().file("t/.wh.a", "content").symlink("t/.wh.b", "x").dir("t/.wh.c/"))
                .hasTree("t/")
                .hasUpper(1, "t/", "t/.wh.a", "t/.wh.b", "t/.wh.c");
    }

    @Test
    @DisplayName("W18 an entry below a whiteout's name is refused")
    void entryBelowWhiteout() {
        squash(layer().dir("t/").file("t/a", "A"), layer().dir("t/.wh.a/").file("t/.wh.a/k", "K"))
                .isRefused("entry \"t/.wh.a/k\": lies below the whiteout \".wh.a\"");
    }

    @Test
    @DisplayName("W19 a whiteout of a whiteout is ignored")
    void whiteoutOfWhiteout() {
        squash(layer().dir("t/"), layer().file("t/.wh..wh.foo", ""))
                .hasTree("t/")
                .hasUpper(1)
                .warns(Warning.Kind.WHITEOUT_OF_WHITEOUT);
        squash(layer().dir("t/"), layer().file("t/a/.wh..wh.foo", "")).hasTree("t/", "t/a/ mtime=0");
    }

    @Test
    @DisplayName("W20 files that AUFS keeps for hard links become the links' own")
    void aufsMetadata() {
        squash(layer().file(".wh..wh.aufs", "")
                        .dir(".wh..wh.orph/")
                        .dir(".wh..wh.plnk/")
                        .file(".wh..wh.plnk/1.2", "P")
                        .dir("t/")
                        .hardLink("t/h1", ".wh..wh.plnk/1.2")
                        .hardLink("t/h2", ".wh..wh.plnk/1.2"))
                .hasTree("t/", "t/h1=P", "t/h2 => t/h1")
                .warns(Warning.Kind.AUFS_METADATA);
    }

    @Test
    @DisplayName("W21 a whiteout and one below it: the directory is gone")
    void nestedWhiteouts() {
        LayerBuilder base = layer().dir("t/").dir("t/d/").file("t/d/a", "A").file("t/d/b", "B");
        squash(base, layer().whiteout("t/d").whiteout("t/d/a")).hasTree("t/").hasUpper(1, "t/", "t/.wh.d");
        squash(base, layer().whiteout("t/d/a").whiteout("t/d")).hasTree("t/").hasUpper(1, "t/", "t/.wh.d");
        squash(base, layer().whiteout("t/d").whiteout("t/d/none/x")).hasTree("t/");
        squash(base, layer().whiteout("t/d").opaque("t/d")).hasTree("t/");
        squash(base, layer().opaque("t/d").whiteout("t/d")).hasTree("t/");
        squash(layer().dir("t/"), layer().whiteout("t/a/b/x").whiteout("t/a")).hasTree("t/");
    }

    @Test
    @DisplayName("W22 a directory deleted, and implied by a later layer, is a new one")
    void deletedDirectoryImpliedLater() {
        squash(
                        layer().dir("t/").dir("t/d/").mode(0700).owner(9, 0).file("t/d/old", "OLD"),
                        layer().whiteout("t/d"),
                        layer().file("t/d/new", "NEW"))
                .hasTree("t/", "t/d/ mtime=0", "t/d/new=NEW")
                .hasUpper(2, "t/", "t/d/ mtime=0", "t/d/.wh.old", "t/d/new=NEW");
    }

    @Test
    @DisplayName("W23 whiteouts of the base layer leave nothing")
    void whiteoutsOfTheBase() {
        squash(layer().dir("t/").whiteout("t/a").opaque("t").file("t/b", "B")).hasTree("t/", "t/b=B");
    }

    @Test
    @DisplayName("W24 a file deleted and added again is the later one")
    void deletedAndAddedAgain() {
        squash(layer().dir("t/").file("t/a", "1"), layer().whiteout("t/a"), layer().file("t/a", "3"))
                .hasTree("t/", "t/a=3")
                .hasUpper(2, "t/", "t/a=3");
    }

    @Test
    @DisplayName("W25 a file added and deleted again is gone")
    void addedAndDeletedAgain() {
        squash(layer().dir("t/"), layer().dir("t/").file("t/n", "N"), layer().whiteout("t/n"))
                .hasTree("t/")
                .hasUpper(2, "t/");
    }

    @Test
    @DisplayName("W27 a whiteout of a link to a directory takes the link")
    void whiteoutOfLink() {
        squash(layer().dir("t/").dir("t/real/").file("t/real/a", "A").symlink("t/ln", "real"), layer().whiteout("t/ln"))
                .hasTree("t/", "t/real/", "t/real/a=A")
                .hasUpper(1, "t/", "t/.wh.ln");
    }

    @Test
    @DisplayName("W28 a file deleted and used as a directory in one layer is a directory")
    void deletedFileUsedAsDirectory() {
        squash(layer().dir("t/").file("t/a", "A"), layer().whiteout("t/a").file("t/a/child", "C"))
                .hasTree("t/", "t/a/ mtime=0", "t/a/child=C")
                .hasUpper(1, "t/", "t/a/ mtime=0", "t/a/child=C");
    }

    @Test
    @DisplayName("W29 a character device 0/0 is a whiteout")
    void whiteoutDevice() {
        squash(layer().dir("t/").file("t/a", "A"), layer().characterDevice("t/a", 0, 0))
                .hasTree("t/")
                .hasUpper(1, "t/", "t/.wh.a")
                .warns(Warning.Kind.WHITEOUT_DEVICE);
        squash(layer().dir("t/").characterDevice("t/a", 0, 0)).hasTree("t/");
    }

    @Test
    @DisplayName("W31 several whiteouts in one directory leave the rest")
    void severalWhiteouts() {
        squash(
                        layer().dir("d/")
                                .file("d/a", "A")
                                .file("d/b", "B")
                                .file("d/c", "C")
                                .file("d/k", "K"),
                        layer().whiteout("d/c").whiteout("d/a").whiteout("d/b"))
                .hasTree("d/", "d/k=K")
                .hasUpper(1, "d/", "d/.wh.a", "d/.wh.b", "d/.wh.c");
    }

    /** As Docker 20.10.24, podman 4.3.1 (overlay and vfs) and umoci 0.4.7 do. */
    @Test
    @DisplayName("W32 only a leading .wh. makes a whiteout")
    void prefixInsideName() {
        squash(layer().dir("t/").file("t/a.wh.b", "1").file("t/c.wh.d", "2"), layer().file("t/.wh.a.wh.b", ""))
                .hasTree("t/", "t/c.wh.d=2")
                .hasUpper(1, "t/", "t/.wh.a.wh.b");
    }
}
