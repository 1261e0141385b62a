// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A layer in the format zstd:chunked, read as engines read it. */
class ChunkedEncoderTest {
    private final ChunkedTar tar = new ChunkedTar();

    @Test
    void everyReaderOfZstdSeesTheTar() throws IOException {
        tar.mixed();
        assertArrayEquals(tar.tar(), tar.encoded().tar());
    }

    @Test
    void theTarCanBeRebuiltFromTarSplitDataAndSingleFiles() throws IOException {
        tar.entry("d/", EntryType.DIRECTORY, "");
        tar.file("d/a", ChunkedTar.bytes("A"));
        tar.file("d/large", ChunkedTar.noise(1, 8 << 20));
        tar.file("d/empty", new byte[0]);
        assertArrayEquals(tar.tar(), tar.encoded().rebuilt());
    }

    @Test
    void aTarWithoutEntriesHasAnEmptyTable() throws IOException {
        ChunkedBlob blob = tar.encoded();
        assertEquals(List.of(), blob.entries());
        assertArrayEquals(new byte[TarEncoder.END_SIZE], blob.rebuilt());
    }

    @Test
    void bytesDependOnNeitherThreadsNorPieces() throws IOException {
        tar.mixed();
        byte[] expected = tar.encoded(1, Integer.MAX_VALUE).blob();
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(expected, tar.encoded(threads, 1 << 20).blob(), "threads: " + threads);
        }
        for (int step : new int[] {511, 70_000}) {
            assertArrayEquals(expected, tar.encoded(2, step).blob(), "step: " + step);
        }
    }

    @Test
    void theTableHasTheTarsEntriesInTheirOrder() throws IOException {
        ChunkedBlob blob = tar.mixed().encoded();
        assertEquals(
                tar.entries().stream()
                        .map(entry -> new String(entry.header().name(), StandardCharsets.UTF_8))
                        .toList(),
                blob.entries().stream().map(entry -> entry.get("name").asText()).toList());
        assertEquals("dir", blob.entry("bin/").get("type").asText());
        assertEquals("reg", blob.entry("bin/.wh.gone").get("type").asText());
        assertEquals("hardlink", blob.entry("bin/b").get("type").asText());
        assertEquals("bin/a", blob.entry("bin/b").get("linkName").asText());
        assertEquals("symlink", blob.entry("bin/c").get("type").asText());
        assertEquals("2001-09-09T01:46:40Z", blob.entry("bin/").get("modtime").asText());
    }

    @Test
    void eachFileCanBeFetchedAlone() throws IOException {
        ChunkedBlob blob = tar.mixed().encoded();
        assertArrayEquals(ChunkedTar.bytes("the last"), blob.content(blob.entry("bin/last")));
        assertArrayEquals(ChunkedTar.noise(1, 8 << 20), blob.content(blob.entry("bin/large")));
        assertArrayEquals(ChunkedTar.noise(699, 699), blob.content(blob.entry("bin/small699")));
        assertFalse(blob.entry("bin/empty").has("digest"));
    }

    @Test
    void chunksOfALargeFileFollowEachOther() throws IOException {
        ChunkedBlob blob = tar.file("large", ChunkedTar.noise(1, 8 << 20)).encoded();
        List<JsonNode> chunks = blob.chunks("large");
        assertTrue(chunks.size() > 5, chunks::toString);
        long offset = 0;
        for (JsonNode chunk : chunks) {
            assertEquals(offset, chunk.path("chunkOffset").asLong());
            assertTrue(chunk.has("chunkDigest"));
            offset += chunk.get("chunkSize").asLong();
        }
        assertEquals(8 << 20, offset);
        assertEquals(
                chunks.getFirst().get("endOffset").asLong(),
                chunks.getLast().get("endOffset").asLong());
    }

    @Test
    void ownersAndTimesHaveTheNamesThatTheFirstReadersKnowToo() throws IOException {
        byte[] value = {0, (byte) 0x80};
        PaxRecords records = PaxRecords.of(Map.of("SCHILY.xattr.security.capability", value));
        tar.add(
                new TarHeader(
                        ChunkedTar.bytes("a"),
                        EntryType.REGULAR,
                        04755,
                        1000,
                        3_000_000_000L,
                        -1,
                        500,
                        0,
                        ChunkedTar.bytes(""),
                        0,
                        0,
                        records),
                new byte[0]);
        JsonNode entry = tar.encoded().entry("a");
        assertEquals(1000, entry.get("uid").asLong());
        assertEquals(1000, entry.get("UID").asLong());
        assertEquals(3_000_000_000L, entry.get("gid").asLong());
        assertEquals(3_000_000_000L, entry.get("GID").asLong());
        assertEquals(04755, entry.get("mode").asInt());
        assertEquals("1969-12-31T23:59:59.000000500Z", entry.get("ModTime").asText());
        assertArrayEquals(value, entry.get("xattrs").get("security.capability").binaryValue());
    }

    @Test
    void bothGenerationsOfAnnotationsPointAtTheTable() throws IOException {
        Map<String, String> annotations = tar.mixed().encoded().annotations();
        for (String key : List.of("manifest-checksum", "manifest-position")) {
            assertEquals(
                    annotations.get("io.github.containers.zstd-chunked." + key),
                    annotations.get("io.containers.zstd-chunked." + key));
        }
        assertEquals(5, annotations.size());
    }

    @Test
    void theFirstGenerationIsLeftOutIfItsReadersWouldMisreadAName() throws IOException {
        for (String name : List.of("system\\x2dd.slice", "a\"b", "line\nfeed")) {
            ChunkedBlob blob =
                    new ChunkedTar().file(name, ChunkedTar.bytes("A")).encoded();
            assertEquals(3, blob.annotations().size(), name);
            assertArrayEquals(ChunkedTar.bytes("A"), blob.content(blob.entry(name)));
        }
    }

    @Test
    void theFooterRepeatsTheAnnotations() throws IOException {
        ChunkedBlob blob = tar.mixed().encoded();
        byte[] stored = blob.blob();
        ByteBuffer footer = ByteBuffer.wrap(stored, stored.length - 64, 64).order(ByteOrder.LITTLE_ENDIAN);
        long[] table = {footer.getLong(), footer.getLong(), footer.getLong(), footer.getLong()};
        long[] tarSplit = {footer.getLong(), footer.getLong(), footer.getLong()};
        assertArrayEquals(blob.position("manifest-position"), table);
        assertArrayEquals(blob.position("tarsplit-position"), tarSplit);
        assertEquals("GNUlInUx", new String(stored, stored.length - 8, 8, StandardCharsets.US_ASCII));
    }

    @Test
    void aTarThatEndsEarlyOrLateIsRefused() throws IOException {
        tar.file("a", ChunkedTar.bytes("A"));
        byte[] content = tar.tar();
        try (ChunkedEncoder encoder = tar.encoder(1, new ByteArrayOutputStream())) {
            encoder.write(content, 0, content.length - 1);
            assertThrows(IllegalArgumentException.class, encoder::finish);
            encoder.write(content, 0, 1);
            assertThrows(IllegalArgumentException.class, () -> encoder.write(content, 0, 1));
        }
    }
}
