// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static io.github.imagesquash.fixture.Squashing.squashLeniently;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.Comparing;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.message.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the extended attributes of overlay file systems. What containers show was looked at in Docker 20.10
 * (overlay2), podman 4.3 (overlay) and Linux 6.18.
 */
class OverlayAttributesTest {
    private static LayerBuilder base() {
        return layer().dir("a/").file("a/one", "1").file("file", "old");
    }

    private static Squashing lenient(LayerBuilder upper) {
        return squashLeniently(base(), upper);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/a", "/nowhere", "/"})
    void aRedirectOfADirectoryIsRefused(String target) {
        LayerBuilder upper = layer().dir("moved/").xattr("trusted.overlay.redirect", target);
        squash(base(), upper)
                .isRefused("entry \"moved/\": overlay attribute trusted.overlay.redirect", "--lenient ignores it");
        lenient(upper).hasTree("a/", "a/one=1", "moved/", "file=old").warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @Test
    void aFileWithAnotherOnesContentIsRefused() {
        LayerBuilder upper = layer().file("file", "").xattr("trusted.overlay.metacopy", "y");
        squash(base(), upper).isRefused("entry \"file\": overlay attribute trusted.overlay.metacopy");
        lenient(upper).hasTree("a/", "a/one=1", "file=").warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @Test
    void aHardLinkGivesItsFileTheAttribute() {
        squash(base(), layer().file("f", "F").hardLink("g", "f").xattr("trusted.overlay.metacopy", "y"))
                .isRefused("entry \"g\": overlay attribute trusted.overlay.metacopy");
    }

    @Test
    void aWhiteoutByAttributeIsRefused() {
        LayerBuilder upper = layer().dir("a/")
                .xattr("trusted.overlay.opaque", "x")
                .file("a/one", "")
                .xattr("trusted.overlay.whiteout", "y");
        squash(base(), upper).isRefused("entry \"a/one\": overlay attribute trusted.overlay.whiteout");
    }

    @ParameterizedTest
    @CsvSource({"redirect, file", "metacopy, directory", "whiteout, directory"})
    void whatMeansNothingOnAnEntryOfThatKindIsLeftOut(String name, String kind) {
        LayerBuilder upper = kind.equals("file") ? layer().file("x", "X") : layer().dir("x/");
        squash(base(), upper.xattr("trusted.overlay." + name, "y"))
                .hasTree(
                        kind.equals("file")
                                ? new String[] {"a/", "a/one=1", "file=old", "x=X"}
                                : new String[] {"a/", "a/one=1", "x/", "file=old"})
                .warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect", "metacopy", "whiteout", "opaque"})
    void anAttributeWithoutAValueIsSetByNoEngineThatObeysIt(String name) {
        LayerBuilder upper =
                name.equals("metacopy") || name.equals("whiteout") ? layer().file("file", "new") : layer().dir("a/");
        squash(base(), upper.xattr("trusted.overlay." + name, ""))
                .hasTree("a/", "a/one=1", name.equals("metacopy") || name.equals("whiteout") ? "file=new" : "file=old")
                .warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "n", "yy", "Y"})
    void onlyYIsOpaque(String value) {
        squash(base(), layer().dir("a/").xattr("trusted.overlay.opaque", value))
                .hasTree("a/", "a/one=1", "file=old")
                .warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"origin", "impure", "nlink", "upper", "uuid", "protattr", "verity", "whiteouts", "anything"})
    void stateThatNoContainerShowsIsLeftOut(String name) {
        squash(base(), layer().dir("a/").xattr("trusted.overlay." + name, "y"))
                .hasTree("a/", "a/one=1", "file=old")
                .warns(Warning.Kind.OVERLAY_ATTRIBUTE);
        squash(base(), layer().file("file", "new").xattr("trusted.overlay." + name, "y"))
                .hasTree("a/", "a/one=1", "file=new")
                .warns(Warning.Kind.OVERLAY_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user.overlay.fake", "user.overlay.origin", "user.overlay.", "trusted.overlay.overlay.opaque"})
    void attributesThatContainersShowAreKept(String name) {
        squash(base(), layer().dir("a/").xattr(name, "y"))
                .hasTree("a/ " + name + "=79", "a/one=1", "file=old")
                .warnsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "redirect", "metacopy", "whiteout"})
    void whatOnlyRootlessEnginesObeyIsKeptWithAWarning(String name) {
        squash(base(), layer().dir("a/").xattr("user.overlay." + name, "y"))
                .hasTree("a/ user.overlay." + name + "=79", "a/one=1", "file=old")
                .warns(Warning.Kind.ROOTLESS_ATTRIBUTE);
    }

    @Test
    void diffSeesUsersAttributes() {
        ImageBuilder with = ImageBuilder.image("app:1").layer(layer().dir("a/").xattr("user.overlay.fake", "1"));
        ImageBuilder without = ImageBuilder.image("app:1").layer(layer().dir("a/"));
        Comparing.compare(with, without).tells("~ /a xattr user.overlay.fake \"1\" → absent");
        assertEquals(1, with.layers().size());
    }
}
