// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.fixture.ChunkedBlob;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

        @Test
        void missingDataAreRefused() throws IOException {
            ChunkedBlob blob = small();
            Map<String, String> annotations = new TreeMap<>(blob.annotations());
            annotations.remove(KEY + "tarsplit-position");
            assertRefused("expected an annotation with their position", new ChunkedBlob(blob.blob(), annotations));
        }
    }
}
