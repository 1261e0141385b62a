// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimate of a pull reads tables of contents, and refuses those that lie about places. */
class PullTableTest {
    private static final String KEY = "io.github.containers.zstd-chunked.";

    @TempDir
    Path directory;

    private final ChunkedTar tar = new ChunkedTar();

    private ChunkedBlob small() throws IOException {
        return tar.file("a", ChunkedTar.bytes("A"))
                .file("b", ChunkedTar.noise(1, 1000))
                .encoded();
    }

    private Optional<PullTable> read(ChunkedBlob blob) throws IOException {
        Path file = Files.write(directory.resolve("blob"), blob.blob());
        try (FileChannel channel = FileChannel.open(file)) {
            return PullTable.read(
                    new FileRegion(channel, 0, blob.blob().length), blob.annotations(), "old.tar: layer 1");
        }
    }

    private void assertRefused(String problem, ChunkedBlob blob) {
        String message =
                assertThrows(InvalidImageException.class, () -> read(blob)).getMessage();
        assertTrue(message.startsWith("old.tar: layer 1: "), message);
        assertTrue(message.contains(problem), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static UnaryOperator<String> replace(String old, String other) {
        return json -> {
            assertTrue(json.contains(old), json);
            return json.replace(old, other);
        };
    }

    @Test
    void aMachineThatHasNothingNeedsAllFrames() throws IOException {
        ChunkedBlob blob = small();
        long expected = blob.entry("a").get("endOffset").asLong()
                - blob.entry("a").get("offset").asLong()
                + blob.entry("b").get("endOffset").asLong()
                - blob.entry("b").get("offset").asLong();
        assertEquals(
                new PullTable.Missing(2, expected), read(blob).orElseThrow().missing(Set.of()));
        assertEquals(
                blob.position("manifest-position")[1] + blob.position("tarsplit-position")[1],
                read(blob).orElseThrow().dataBytes());
    }

    @Test
    void framesOutsideOfTheBlobAreRefused() throws IOException {
        ChunkedBlob blob = small();
        String start = "\"offset\":" + blob.entry("b").get("offset").asLong();
        String end = "\"endOffset\":" + blob.entry("b").get("endOffset").asLong();
        assertRefused("\"b\": expected a place in the 0 to ", blob.withTable(replace(start, "\"offset\":-5")));
        assertRefused("\"b\": expected a place in the 0 to ", blob.withTable(replace(start, start + "000")));
        assertRefused("\"b\": expected a place in the 0 to ", blob.withTable(replace(end, end + "000")));
        assertRefused("\"b\": expected a place in the 0 to ", blob.withTable(replace(end, "\"endOffset\":1")));
    }

    @Test
    void aTableOutsideOfTheBlobIsRefused() throws IOException {
        Map<String, String> annotations = new TreeMap<>(small().annotations());
        annotations.put(KEY + "manifest-position", "99999:100:1000:1");
        assertRefused("found 99999 to 100099", new ChunkedBlob(small().blob(), annotations));
        annotations.put(KEY + "manifest-position", "9:100:1000:1");
        assertRefused("digest of the table of contents", new ChunkedBlob(small().blob(), annotations));
        annotations.put(KEY + "manifest-position", "9:157286401:1000:1");
        assertRefused("more than 150 MiB", new ChunkedBlob(small().blob(), annotations));
    }

    @Test
    void tarSplitDataOutsideOfTheBlobAreRefused() throws IOException {
        Map<String, String> annotations = new TreeMap<>(small().annotations());
        annotations.put(KEY + "tarsplit-position", "9:999999999999999999:1");
        assertRefused("expected a place in the ", new ChunkedBlob(tar.encoded().blob(), annotations));
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        assertRefused("broken table of contents", small().withTable(json -> json.substring(0, 30)));
        assertRefused(
                "offset: expected a whole number", tar.encoded().withTable(replace("\"offset\":", "\"offset\":0.")));
    }
}
