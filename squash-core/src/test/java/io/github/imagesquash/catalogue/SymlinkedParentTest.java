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

/** Entries below symbolic links and files, one test a row of the catalogue. */
class SymlinkedParentTest {
    private static LayerBuilder linkTo(String target) {
        return layer().dir("t/").dir("t/real/").file("t/real/a", "A").symlink("t/ln", target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "/t/real"})
    @DisplayName("P01 P02 a lower layer's link becomes a directory, as overlay file systems show it")
    void overlay(String target) {
        squash(linkTo(target), layer().file("t/ln/b", "B"))
                .hasTree("t/", "t/ln/ mtime=0", "t/ln/b=B", "t/real/", "t/real/a=A")
                .hasUpper(1, "t/", "t/ln/ mtime=0", "t/ln/b=B")
                .warns(Warning.Kind.SYMLINKED_PARENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "/t/real", "../t/./real", "../../../t/real"})
    @DisplayName("P01 P02 a lower layer's link is followed inside the root where that is wanted")
    void follow(String target) {
        squashFollowing(linkTo(target), layer().file("t/ln/b", "B"))
                .hasTree("t/", "t/real/", "t/real/a=A", "t/real/b=B", "t/ln -> " + target)
                .hasUpper(1, "t/", "t/real/", "t/real/b=B")
                .warns(Warning.Kind.SYMLINKED_PARENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "/t/real"})
    @DisplayName("P03 a link of the same layer is followed")
    void sameLayer(String target) {
        squash(linkTo(target).file("t/ln/b", "B"))
                .hasTree("t/", "t/real/", "t/real/a=A", "t/real/b=B", "t/ln -> " + target)
                .warnsNothing();
    }

    @Test
    @DisplayName("P04 a dangling link becomes a directory, or its target is made")
    void dangling() {
        LayerBuilder base = layer().dir("t/").symlink("t/ln", "gone");
        squash(base, layer().file("t/ln/b", "B"))
                .hasTree("t/", "t/ln/ mtime=0", "t/ln/b=B")
                .hasUpper(1, "t/", "t/ln/ mtime=0", "t/ln/b=B");
        squashFollowing(base, layer().file("t/ln/b", "B"))
                .hasTree("t/", "t/gone/ mtime=0", "t/gone/b=B", "t/ln -> gone")
                .hasUpper(1, "t/", "t/gone/ mtime=0", "t/gone/b=B");
    }

    @Test
    @DisplayName("a circle of links is refused")
    void circle() {
        squash(layer().symlink("a", "b").symlink("b", "a").file("a/x", "X"))
                .isRefused("entry \"a/x\": more than 40 symbolic links on the way to its parent");
    }

    @Test
    @DisplayName("an entry below a file of its own layer is refused")
    void belowFileOfSameLayer() {
        squash(layer().file("a", "A").file("a/x", "X"))
                .isRefused("entry \"a/x\": its parent \"a\" is not a directory in the same layer");
    }

    @Test
    @DisplayName("an entry below a file of a lower layer makes it a directory")
    void belowFileOfLowerLayer() {
        squash(layer().file("a", "A"), layer().file("a/x", "X"))
                .hasTree("a/ mtime=0", "a/x=X")
                .hasUpper(1, "a/ mtime=0", "a/x=X")
                .warns(Warning.Kind.FILE_AS_PARENT);
    }
}
