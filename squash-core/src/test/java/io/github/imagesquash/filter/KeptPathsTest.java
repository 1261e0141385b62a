// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Paths that are kept alone, and what they need. */
class KeptPathsTest {
    private static Filter only(IgnoreList patterns, String... paths) {
        List<ImagePath> kept = Stream.of(paths)
                .map(path -> ImagePath.clean(path.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new Filter(kept, Rules.NONE, patterns);
    }

    private static Squashing keeping(LayerBuilder layer, String... paths) {
        return squashWithout(only(IgnoreList.EMPTY, paths), layer);
    }

    @Test
    void parentsStayWithoutTheirOtherContent() {
        keeping(
                        layer().dir("a/")
                                .mode(0711)
                                .dir("a/b/")
                                .file("a/b/c", "1")
                                .file("a/d", "2")
                                .file("e", "3"),
                        "/a/b/c")
                .hasTree("a/ 0711", "a/b/", "a/b/c=1");
    }

    @Test
    void directoryStaysWhole() {
        keeping(layer().dir("a/").dir("a/b/").file("a/b/c", "1").dir("d/"), "a").hasTree("a/", "a/b/", "a/b/c=1");
    }

    @Test
    void linksOnTheWayAndTargetsStay() {
        keeping(
                        layer().symlink("bin", "usr/bin")
                                .dir("usr/")
                                .dir("usr/bin/")
                                .symlink("usr/bin/sh", "dash")
                                .file("usr/bin/dash", "D")
                                .file("usr/bin/ls", "L"),
                        "/bin/sh")
                .hasTree("usr/", "usr/bin/", "usr/bin/dash=D", "usr/bin/sh -> dash", "bin -> usr/bin");
    }

    @Test
    void targetsOfLinksInsideStay() {
        keeping(
                        layer().dir("app/")
                                .dir("app/x/")
                                .symlink("app/x/data", "../../srv/data")
                                .symlink("app/x/loop", "loop")
                                .symlink("app/x/log", "/dev/stdout")
                                .dir("srv/")
                                .dir("srv/data/")
                                .file("srv/data/a", "A")
                                .file("srv/b", "B"),
                        "/app")
                .hasTree(
                        "app/",
                        "app/x/",
                        "app/x/data -> ../../srv/data",
                        "app/x/log -> /dev/stdout",
                        "app/x/loop -> loop",
                        "srv/",
                        "srv/data/",
                        "srv/data/a=A");
    }

    @Test
    void otherNamesOfAHardLinkNeedNotStay() {
        keeping(layer().file("a", "A").hardLink("b", "a").hardLink("c", "a"), "b", "c")
                .hasTree("b=A", "c => b");
    }

    @Test
    void patternsAreHeardAfterwards() {
        LayerBuilder layer = layer().dir("a/").file("a/b", "1").file("a/c", "2").file("d", "3");
        IgnoreList patterns =
                IgnoreList.of("--exclude", List.of("a/b")).then(IgnoreList.keeping("--keep", List.of("d")));
        squashWithout(only(patterns, "a"), layer).hasTree("a/", "a/c=2", "d=3");
    }

    @Test
    void rootKeepsAll() {
        keeping(layer().dir("a/").file("a/b", "1"), "/").hasTree("a/", "a/b=1");
    }
}
