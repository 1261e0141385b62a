// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentStreamTest {
    private static final String EXPANDED = "\0".repeat(3) + "abc" + "\0".repeat(4) + "de" + "\0".repeat(5);

    private static RegularFile file(ReplayedTree replayed) {
        return (RegularFile)
                replayed.tree().lookUp(ImagePath.ROOT.child(Name.of("a"))).orElseThrow();
    }

    private static LayerBuilder sparse() {
        String map = "2\n3\n3\n10\n2\n";
        return layer().file("GNUSparseFile.0/a", map + "\0".repeat(512 - map.length()) + "abcde")
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .pax("GNU.sparse.name", "a")
                .pax("GNU.sparse.realsize", "17");
    }

    @Test
    void contentIsReadToItsEndAndNotBeyond() throws IOException {
        try (ReplayedTree replayed =
                ReplayedTree.of(layer().file("a", "content").file("b", "next"))) {
            assertEquals("content", text(new ContentStream(file(replayed)).readAllBytes()));
        }
    }

    @Test
    void holesOfSparseFilesAreZeros() throws IOException {
        try (ReplayedTree replayed = ReplayedTree.of(sparse())) {
            assertEquals(EXPANDED, text(new ContentStream(file(replayed)).readAllBytes()));
        }
    }

    @Test
    void anyPartOfASparseFileCanBeRead() throws IOException {
        try (ReplayedTree replayed = ReplayedTree.of(sparse())) {
            for (int from = 0; from < EXPANDED.length(); from++) {
                for (int to = from + 1; to <= EXPANDED.length(); to++) {
                    byte[] part = new byte[to - from];
                    assertEquals(to - from, file(replayed).read(from, part, 0, to - from));
                    assertEquals(EXPANDED.substring(from, to), text(part));
                }
            }
        }
    }

    @Test
    void skippingStopsAtTheEnd() throws IOException {
        try (ReplayedTree replayed = ReplayedTree.of(layer().file("a", "content"));
                ContentStream stream = new ContentStream(file(replayed))) {
            assertEquals(5, stream.skip(5));
            assertEquals("nt", text(stream.readAllBytes()));
            assertEquals(0, stream.skip(1));
            assertEquals(-1, stream.read());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
