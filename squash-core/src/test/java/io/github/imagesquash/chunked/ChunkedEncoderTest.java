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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A layer in the format zstd:chunked, read as engines read it. */
class ChunkedEncoderTest {
    private final List<TarHeader> headers = new ArrayList<>();
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    private static TarHeader header(String name, EntryType type, long size, String link) {
        return new TarHeader(
                bytes(name), type, 0644, 0, 0, 1_000_000_000, 0, size, bytes(link), 0, 0, PaxRecords.EMPTY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private ChunkedEncoderTest add(TarHeader header, byte[] content) throws IOException {
        headers.add(header);
        tar.writeBytes(TarEncoder.encode(header));
        tar.writeBytes(content);
        tar.writeBytes(new byte[TarEncoder.padding(content.length)]);
        return this;
    }

    private ChunkedEncoderTest file(String name, byte[] content) throws IOException {
        return add(header(name, EntryType.REGULAR, content.length, ""), content);
    }

    private ChunkedEncoderTest entry(String name, EntryType type, String link) throws IOException {
        return add(header(name, type, 0, link), new byte[0]);
    }

    private byte[] wholeTar() {
        byte[] written = tar.toByteArray();
        return Arrays.copyOf(written, written.length + TarEncoder.END_SIZE);
    }

    private ChunkedBlob encoded(int threads, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] content = wholeTar();
        try (ChunkedEncoder encoder = new ChunkedEncoder(headers.iterator(), 3, threads, out)) {
            for (int at = 0; at < content.length; at += step) {
                encoder.write(content, at, Math.min(step, content.length - at));
            }
            encoder.finish();
            return new ChunkedBlob(out.toByteArray(), encoder.annotations());
        }
    }

    private ChunkedBlob encoded() throws IOException {
        return encoded(2, 1 << 20);
    }

    private ChunkedEncoderTest mixed() throws IOException {
        entry("bin/", EntryType.DIRECTORY, "");
        file("bin/empty", new byte[0]);
        file("bin/a", bytes("A".repeat(5000)));
        entry("bin/b", EntryType.HARD_LINK, "bin/a");
        entry("bin/c", EntryType.SYMLINK, "a");
        file("bin/large", noise(1, 3 << 20));
        file("bin/zeros", new byte[3 << 20]);
        file("bin/.wh.gone", new byte[0]);
        for (int i = 0; i < 3000; i++) {
            file("bin/small" + i, noise(i, i % 700));
        }
        return file("bin/last", bytes("the last"));
    }

    @Test
    void everyReaderOfZstdSeesTheTar() throws IOException {
        mixed();
        assertArrayEquals(wholeTar(), encoded().tar());
    }

    @Test
    void theTarCanBeRebuiltFromTarSplitDataAndSingleFiles() throws IOException {
        entry("d/", EntryType.DIRECTORY, "");
        file("d/a", bytes("A"));
        file("d/large", noise(1, 3 << 20));
        file("d/empty", new byte[0]);
        assertArrayEquals(wholeTar(), encoded().rebuilt());
    }

    @Test
    void aTarWithoutEntriesHasAnEmptyTable() throws IOException {
        ChunkedBlob blob = encoded();
        assertEquals(List.of(), blob.entries());
        assertArrayEquals(new byte[TarEncoder.END_SIZE], blob.rebuilt());
    }

    @Test
    void bytesDependOnNeitherThreadsNorPieces() throws IOException {
        mixed();
        byte[] expected = encoded(1, Integer.MAX_VALUE).blob();
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(expected, encoded(threads, 1 << 20).blob(), "threads: " + threads);
        }
        for (int step : new int[] {511, 70_000}) {
            assertArrayEquals(expected, encoded(2, step).blob(), "step: " + step);
        }
    }

    @Test
    void theTableHasTheTarsEntriesInTheirOrder() throws IOException {
        ChunkedBlob blob = mixed().encoded();
        assertEquals(
                headers.stream()
                        .map(header -> new String(header.name(), StandardCharsets.UTF_8))
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
        ChunkedBlob blob = mixed().encoded();
        assertArrayEquals(bytes("the last"), blob.content(blob.entry("bin/last")));
        assertArrayEquals(noise(1, 3 << 20), blob.content(blob.entry("bin/large")));
        assertArrayEquals(noise(699, 699), blob.content(blob.entry("bin/small699")));
        assertFalse(blob.entry("bin/empty").has("digest"));
    }

    @Test
    void chunksOfALargeFileFollowEachOther() throws IOException {
        ChunkedBlob blob = file("large", noise(1, 3 << 20)).encoded();
        List<JsonNode> chunks = blob.chunks("large");
        assertTrue(chunks.size() > 5, chunks::toString);
        long offset = 0;
        for (JsonNode chunk : chunks) {
            assertEquals(offset, chunk.path("chunkOffset").asLong());
            assertTrue(chunk.has("chunkDigest"));
            offset += chunk.get("chunkSize").asLong();
        }
        assertEquals(3 << 20, offset);
        assertEquals(
                chunks.getFirst().get("endOffset").asLong(),
                chunks.getLast().get("endOffset").asLong());
    }

    @Test
    void ownersAndTimesHaveTheNamesThatTheFirstReadersKnowToo() throws IOException {
        byte[] value = {0, (byte) 0x80};
        PaxRecords records = PaxRecords.of(Map.of("SCHILY.xattr.security.capability", value));
        add(
                new TarHeader(
                        bytes("a"),
                        EntryType.REGULAR,
                        04755,
                        1000,
                        3_000_000_000L,
                        -1,
                        500,
                        0,
                        bytes(""),
                        0,
                        0,
                        records),
                new byte[0]);
        JsonNode entry = encoded().entry("a");
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
        Map<String, String> annotations = mixed().encoded().annotations();
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
            headers.clear();
            tar.reset();
            ChunkedBlob blob = file(name, bytes("A")).encoded();
            assertEquals(3, blob.annotations().size(), name);
            assertArrayEquals(bytes("A"), blob.content(blob.entry(name)));
        }
    }

    @Test
    void theFooterRepeatsTheAnnotations() throws IOException {
        ChunkedBlob blob = mixed().encoded();
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
        file("a", bytes("A"));
        byte[] content = wholeTar();
        try (ChunkedEncoder encoder = new ChunkedEncoder(headers.iterator(), 3, 1, new ByteArrayOutputStream())) {
            encoder.write(content, 0, content.length - 1);
            assertThrows(IllegalArgumentException.class, encoder::finish);
            encoder.write(content, 0, 1);
            assertThrows(IllegalArgumentException.class, () -> encoder.write(content, 0, 1));
        }
    }
}
