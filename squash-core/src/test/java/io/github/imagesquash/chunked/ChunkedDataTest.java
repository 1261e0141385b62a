// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.imagesquash.fixture.ChunkedBlob;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks of large files, and the data from which engines make the tar again, are checked too. */
class ChunkedDataTest extends ChunkedCheckTests {
    @Nested
    class Chunks {
        private ChunkedBlob large() throws IOException {
            return tar.file("large", ChunkedTar.noise(1, 8 << 20)).encoded();
        }

        @Test
        void anotherChunksDigestIsRefused() throws IOException {
            ChunkedBlob blob = large();
            String first = blob.chunks("large").get(0).get("chunkDigest").asText();
            String second = blob.chunks("large").get(1).get("chunkDigest").asText();
            assertRefused("chunkDigest: expected " + second, blob.withTable(replace(second, first)));
        }

        @Test
        void anotherSizeOfAChunkIsRefused() throws IOException {
            ChunkedBlob blob = large();
            String size = "\"chunkSize\":"
                    + blob.chunks("large").get(1).get("chunkSize").asText();
            assertRefused("entry \"large\": ", blob.withTable(replace(size, "\"chunkSize\":1")));
        }

        private String text(ChunkedBlob blob, int chunk, String key) throws IOException {
            return "\"" + key + "\":" + blob.chunks("large").get(chunk).get(key);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 8 << 20, (8 << 20) + 1})
        void aSizeThatIsNoPartOfTheFileIsRefused(long size) throws IOException {
            ChunkedBlob blob = large();
            assertRefused("chunkSize: expected 1 to ", withChunkSize(blob, 1, size));
            assertRefused("entry \"large\": ", withChunkSize(blob, 0, size));
        }

        private ChunkedBlob withChunkSize(ChunkedBlob blob, int chunk, long size) throws IOException {
            return blob.withTable(replace(text(blob, chunk, "chunkSize"), "\"chunkSize\":" + size));
        }

        @Test
        void sizesThatGoBackAndForthAreRefused() throws IOException {
            ChunkedBlob blob = large();
            String chunk = "{\"type\":\"chunk\",\"name\":\"large\"," + text(blob, 1, "offset") + ","
                    + text(blob, 1, "chunkOffset") + ",\"chunkSize\":";
            long first = blob.chunks("large").get(0).get("chunkSize").asLong();
            String back = "{\"type\":\"chunk\",\"name\":\"large\"," + text(blob, 0, "offset") + ",\"chunkSize\":"
                    + first + "},";
            assertRefused("chunkSize: expected 1 to", blob.withTable(json -> {
                int second = json.indexOf("{\"type\":\"chunk\"");
                return json.substring(0, second) + chunk + -first + "}," + back + json.substring(second);
            }));
        }

        @Test
        void theEndOfTheLastChunkIsCheckedSinceEnginesUseIt() throws IOException {
            ChunkedBlob blob = large();
            assertRefused("endOffset: expected a frame at byte", blob.withTable(json -> {
                int last = json.lastIndexOf("\"endOffset\":");
                return json.substring(0, last) + "\"endOffset\":7" + json.substring(last + 12);
            }));
        }

        @Test
        void aHoleThatIsNoneIsRefused() throws IOException {
            String offset = "\"chunkOffset\"";
            ChunkedBlob blob = large();
            assertRefused(
                    "digest of a hole: expected sha256:",
                    blob.withTable(json -> json.replaceFirst(offset, "\"chunkType\":\"zeros\"," + offset)));
            ChunkedBlob small = small();
            assertRefused(
                    "digest of a hole: expected sha256:",
                    small.withTable(replace("\"name\":\"etc/b\"", "\"name\":\"etc/b\",\"chunkType\":\"zeros\"")));
        }

        @Test
        void aHoleOfZerosIsAccepted() throws IOException {
            ChunkedBlob blob = tar.file("zeros", new byte[3 << 20]).encoded();
            String offset = "\"chunkOffset\"";
            assertDoesNotThrow(
                    () -> check(blob.withTable(json -> json.replace(offset, "\"chunkType\":\"zeros\"," + offset))));
        }

        @Test
        void theDigestOfAnOnlyChunkIsChecked() throws IOException {
            String digest = "\"chunkDigest\":\"sha256:" + "0".repeat(64) + "\"";
            assertRefused(
                    "chunkDigest: expected sha256:",
                    small().withTable(replace("\"name\":\"etc/b\"", "\"name\":\"etc/b\"," + digest)));
        }

        @Test
        @Timeout(60)
        void aMillionChunksOfOneByteAreRefused() throws IOException {
            String chunk = "{\"type\":\"chunk\",\"name\":\"etc/b\",\"chunkSize\":1},";
            assertRefused(
                    "chunkSize: expected 1 to 1000, found 0",
                    small().withTable(json -> json.replace(
                            "{\"type\":\"hardlink\"", chunk.repeat(1_000_000) + "{\"type\":\"hardlink\"")));
        }

        @Test
        void chunksOfAFileWithoutContentAreRefused() throws IOException {
            assertRefused(
                    "entry \"etc/c\": chunks: expected none",
                    small().withTable(json ->
                            json.replace("}],\"tar", "},{\"type\":\"chunk\",\"name\":\"etc/c\"}],\"tar")));
        }

        @Test
        void aChunkWithoutItsFileIsRefused() throws IOException {
            assertRefused(
                    "a chunk that does not follow its file",
                    large().withTable(
                                    json -> json.replace("\"chunk\",\"name\":\"large\"", "\"chunk\",\"name\":\"x\"")));
        }
    }

    @Nested
    class TarSplitData {
        @Test
        void anotherHeaderIsRefused() throws IOException {
            assertRefused(
                    "tar-split data of zstd:chunked: makes another tar",
                    small().withTarSplit(json -> json.replaceFirst("\"payload\":\"ZXRj", "\"payload\":\"ZXRk")));
        }

        @Test
        void anotherChecksumIsRefused() throws IOException {
            assertRefused(
                    "file \"etc/a\": expected 1 bytes with checksum",
                    small().withTarSplit(
                                    json -> json.replaceFirst("(\"size\":1,\"payload\":\")[^\"]*", "$1AAAAAAAAAAA=")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"4294967297", "-1", "\"x\"", "null"})
        void anotherTypeIsRefused(String type) throws IOException {
            assertRefused(
                    "tar-split data of zstd:chunked: unknown type",
                    small().withTarSplit(json -> json.replaceFirst("\"type\":1", "\"type\":" + type)));
        }

        @Test
        void moreThanWasPromisedIsRefused() throws IOException {
            ChunkedBlob blob = small();
            String place = blob.annotations().get(KEY + "tarsplit-position").replaceAll("[0-9]+$", "9");
            assertRefused(
                    "size before compression: expected 9 bytes, found more",
                    annotated(blob, "tarsplit-position", place));
        }

        @Test
        void whatIsNoObjectIsRefused() throws IOException {
            assertRefused("expected JSON objects, found", small().withTarSplit(json -> json + "[{\"type\":2}]"));
        }

        @Test
        void missingDataAreRefused() throws IOException {
            ChunkedBlob blob = small();
            Map<String, String> annotations = new TreeMap<>(blob.annotations());
            annotations.remove(KEY + "tarsplit-position");
            assertRefused("expected an annotation with their position", new ChunkedBlob(blob.blob(), annotations));
        }
    }
}
