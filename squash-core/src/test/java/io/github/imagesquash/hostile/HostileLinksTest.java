// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.hostile;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and links beyond what a kernel would take, and what they could make of the tree. */
class HostileLinksTest {
    /** 4095 bytes, and as many directories as fit. */
    private static final String DEEPEST = "d/".repeat(2047) + "d";

    @Test
    void theDeepestPathThatCanExistIsKept() {
        squash(layer().file(DEEPEST, "A").gnuLongName()).hasLast(DEEPEST + "=A");
    }

    @Test
    void theDeepestTreeIsDeletedAsAWhole() {
        squash(layer().file(DEEPEST, "A").gnuLongName(), layer().whiteout("d")).hasTree();
    }

    @Test
    void slashAtTheEndOfTheLongestDirectoryDoesNotCount() {
        squash(layer().dir(DEEPEST + "d/").gnuLongName()).hasLast(DEEPEST + "d/");
    }

    @Test
    void longerPathIsRefused() {
        squash(layer().file(DEEPEST + "/dd", "A").gnuLongName())
                .isRefused("path of 4098 bytes; at most 4096 are possible");
    }

    /** The longest path can be deleted too: engines never make a file of the whiteout's name. */
    @Test
    void longestPathCanBeWhitedOut() {
        String parent = "d/".repeat(2047);
        List<String> upper = new ArrayList<>();
        for (int depth = 1; depth <= 2047; depth++) {
            upper.add("d/".repeat(depth) + " mtime=0");
        }
        upper.add(parent + ".wh.dd");
        squash(
                        layer().file(parent + "dd", "A").gnuLongName(),
                        layer().file(parent + ".wh.dd", "").gnuLongName())
                .hasUpper(1, upper.toArray(String[]::new));
    }

    @Test
    void whiteoutOfALongerPathIsRefused() {
        squash(layer().file("d/".repeat(2047) + ".wh.ddd", "").gnuLongName())
                .isRefused("path of 4101 bytes; at most 4100 are possible");
    }

    @Test
    void dotsDoNotMakeAPathLonger() {
        squash(layer().file("./".repeat(5000) + "a", "A").gnuLongName()).hasLast("a=A");
    }

    @Test
    void targetThatSymlinkWouldNotTakeIsRefused() {
        squash(layer().symlink("l", "t".repeat(4096)).gnuLongName())
                .isRefused("symbolic link to a target of 4096 bytes; at most 4095 are possible");
    }

    @Test
    void longestTargetIsKept() {
        String target = "t".repeat(4095);
        squash(layer().symlink("l", target).gnuLongName()).hasLast("l -> " + target);
    }

    /** Each link is legal, and so is each entry's name; the tree would be twice as deep as a path can say. */
    @Test
    void linksThatLeadDeeperThanAPathAreRefused() {
        String half = "d/".repeat(1500) + "d";
        LayerBuilder links =
                layer().symlink("l", half).gnuLongName().symlink("l/m", half).gnuLongName();
        squash(links.file("l/m/a", "A")).isRefused("entry \"l/m/a\"", "path of more than 4096 bytes");
    }

    @Test
    void linksInACircleAreRefused() {
        squash(layer().symlink("a", "b").symlink("b", "a").file("a/x", "X"))
                .isRefused("more than 40 symbolic links on the way to its parent");
    }

    /** Hard links add up their attributes on one file, which no header could hold any more. */
    @Test
    void linksCannotGatherAttributesWithoutEnd() {
        LayerBuilder layer = layer().file("f", "");
        for (int i = 0; i < 5; i++) {
            layer.hardLink("l" + i, "f").xattr("user." + i, "v".repeat(250_000));
        }
        squash(layer).isRefused("entry \"l4\"", "more than 1048576 bytes of attributes");
    }
}
