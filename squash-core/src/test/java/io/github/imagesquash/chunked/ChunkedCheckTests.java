// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.EntryType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What the tests of checks of zstd:chunked data have in common: a layer, and its refusal. */
abstract class ChunkedCheckTests {
    static final String KEY = "io.github.containers.zstd-chunked.";

    final ChunkedTar tar = new ChunkedTar();

    ChunkedBlob small() throws IOException {
        return tar.entry("etc/", EntryType.DIRECTORY, "")
                .file("etc/a", ChunkedTar.bytes("A"))
                .file("etc/b", ChunkedTar.bytes("B".repeat(1000)))
                .entry("etc/c", EntryType.HARD_LINK, "etc/a")
                .encoded();
    }

    void check(ChunkedBlob blob) throws IOException {
        ChunkedCheck check =
                ChunkedCheck.of(blob.annotations(), "old.tar: layer 1").orElseThrow();
        byte[] found = check.decompress(new ByteArrayInputStream(blob.blob())).readAllBytes();
        tar.entries().forEach(check::entry);
        check.sum(found, found.length).run();
        check.require(blob.annotations());
    }

    void assertRefused(String problem, ChunkedBlob blob) {
        String message =
                assertThrows(InvalidImageException.class, () -> check(blob)).getMessage();
        assertTrue(message.startsWith("old.tar: layer 1: "), message);
        assertTrue(message.contains(problem), message);
        assertEquals(1, message.lines().count(), message);
    }

    static UnaryOperator<String> replace(String old, String other) {
        return json -> {
            assertTrue(json.contains(old), json);
            return json.replace(old, other);
        };
    }

    /** Without the annotations of the first generation. */
    static ChunkedBlob current(ChunkedBlob blob) {
        Map<String, String> annotations = new TreeMap<>(blob.annotations());
        annotations.keySet().removeIf(key -> !key.startsWith(KEY));
        return new ChunkedBlob(blob.blob(), annotations);
    }

    static ChunkedBlob annotated(ChunkedBlob blob, String key, String value) {
        Map<String, String> annotations = new TreeMap<>(current(blob).annotations());
        annotations.put(KEY + key, value);
        return new ChunkedBlob(blob.blob(), annotations);
    }
}
