// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which files of a tree another tree has just as well. */
class EqualInodeSearchTest {
    private final List<ReplayedTree> open = new ArrayList<>();
    private final EqualInodeSearch search = new EqualInodeSearch(2);
    private final AtomicLong read = new AtomicLong();

    @AfterEach
    void close() throws IOException {
        for (ReplayedTree tree : open) {
            tree.close();
        }
    }

    private ReplayResult replayed(LayerBuilder... layers) {
        open.add(ReplayedTree.of(layers));
        return open.getLast().replayed();
    }

    /** Those of some paths of a tree that have a counterpart in another. */
    private List<String> same(ReplayResult others, ReplayResult own, String... paths) throws IOException {
        EqualInodes counterparts = search.search(others, own, read::addAndGet);
        return Stream.of(paths)
                .filter(path -> counterparts.of(inode(own, path)).isPresent())
                .toList();
    }

    private static Inode inode(ReplayResult replayed, String path) {
        return replayed.tree()
                .lookUp(ImagePath.clean(path.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    @Test
    void whatIsAlikeInAllThatAContainerSees() throws IOException {
        ReplayResult others = replayed(layer().file("f", "1")
                .symlink("s", "f")
                .characterDevice("c", 1, 3)
                .fifo("p"));
        ReplayResult own = replayed(
                layer().fifo("p").characterDevice("c", 1, 3).symlink("s", "f").file("f", "1"));
        assertEquals(List.of("f", "s", "c", "p"), same(others, own, "f", "s", "c", "p"));
    }

    @Test
    void attributesTargetsNumbersAndNamesCount() throws IOException {
        ReplayResult others = replayed(layer().file("mode", "1")
                .file("time", "1")
                .file("owner", "1")
                .file("xattr", "1")
                .symlink("target", "a")
                .characterDevice("numbers", 1, 3)
                .file("type", "")
                .file("gone", "1"));
        ReplayResult own = replayed(layer().file("mode", "1")
                .mode(0755)
                .file("time", "1")
                .mtime(99, 1)
                .file("owner", "1")
                .owner(1, 0)
                .file("xattr", "1")
                .xattr("user.x", "1")
                .symlink("target", "b")
                .characterDevice("numbers", 1, 5)
                .fifo("type")
                .file("new", "1"));
        assertEquals(
                List.of(), same(others, own, "mode", "time", "owner", "xattr", "target", "numbers", "type", "new"));
    }

    @Test
    @DisplayName("contents are compared byte for byte, whatever size and time say")
    void contents() throws IOException {
        ReplayResult others = replayed(layer().file("same", "12345").file("other", "12345"));
        ReplayResult own = replayed(layer().file("same", "12345").file("other", "12x45"));
        assertEquals(List.of("same"), same(others, own, "same", "other"));
        assertEquals(10, read.get());
    }

    @Test
    void contentsOfEqualLayersAreNotRead() throws IOException {
        LayerBuilder shared = layer().file("a", "12345").file("b", "1");
        ReplayResult others = replayed(shared);
        ReplayResult own = replayed(shared, layer().file("b", "2"));
        assertEquals(List.of("a"), same(others, own, "a", "b"));
        assertEquals(1, read.get());
    }

    @Test
    void contentsThatWereComparedAreNotReadAgain() throws IOException {
        ReplayResult others = replayed(layer().file("a", "12345"), layer().file("b", "123"));
        ReplayResult own = replayed(layer().file("a", "12345").file("b", "124"));
        assertEquals(List.of("a"), same(others, own, "a", "b"));
        assertEquals(List.of("a"), same(others, own, "a", "b"));
        assertEquals(8, read.get());
    }

    @Test
    void aHardLinkedFileNeedsAllItsNames() throws IOException {
        ReplayResult others = replayed(
                layer().file("a", "1").hardLink("b", "a").file("c", "1").file("d", "1"));
        ReplayResult own = replayed(
                layer().file("a", "1").hardLink("b", "a").file("c", "1").hardLink("d", "c"));
        assertEquals(List.of("a", "b"), same(others, own, "a", "b", "c", "d"));
    }

    @Test
    void theOtherFileMayHaveMoreNames() throws IOException {
        ReplayResult others = replayed(layer().file("a", "1").hardLink("b", "a").hardLink("c", "a"));
        ReplayResult own = replayed(layer().file("a", "1").hardLink("b", "a"));
        assertEquals(List.of("a", "b"), same(others, own, "a", "b"));
    }

    @Test
    @DisplayName("names that are one file there and two here have one counterpart, or they would be linked")
    void linksAreNotMade() throws IOException {
        ReplayResult others = replayed(layer().file("a", "1").hardLink("b", "a"));
        ReplayResult own = replayed(layer().file("a", "1").file("b", "1"));
        assertEquals(List.of("a"), same(others, own, "a", "b"));
    }

    @Test
    void directoriesHaveNone() throws IOException {
        ReplayResult tree = replayed(layer().dir("d/").file("d/a", "1"));
        ReplayResult other = replayed(layer().dir("d/").file("d/a", "1"));
        assertEquals(List.of("d/a"), same(tree, other, "d", "d/a"));
    }
}
