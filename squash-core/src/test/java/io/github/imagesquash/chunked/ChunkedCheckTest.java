// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ChunkedBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A layer whose data for engines that fetch single files do not agree with its tar is refused. */
class ChunkedCheckTest extends ChunkedCheckTests {
    @Test
    void whatSquashWritesIsAccepted() throws IOException {
        check(tar.mixed().encoded());
    }

    @Test
    void theFirstGenerationHasNoTarSplitData() throws IOException {
        ChunkedBlob blob = small().withTable(json -> json.replaceAll(",\"tarSplitDigest\":\"[^\"]*\"", ""));
        Map<String, String> first = new TreeMap<>();
        blob.annotations().forEach((key, value) -> first.put(key.replace(".github", ""), value));
        check(new ChunkedBlob(blob.blob(), first));
    }

    @Test
    void incompleteAnnotationsAreIgnoredAsByEngines() throws IOException {
        String digest = small().annotations().get(KEY + "manifest-checksum");
        assertEquals(Optional.empty(), ChunkedCheck.of(Map.of(KEY + "manifest-checksum", digest), ""));
        assertEquals(
                Optional.empty(),
                ChunkedCheck.of(Map.of(KEY + "manifest-checksum", "x", KEY + "manifest-position", "1:2:3:1"), ""));
        assertEquals(
                Optional.empty(),
                ChunkedCheck.of(Map.of(KEY + "manifest-checksum", digest, KEY + "manifest-position", "1:2:3:9"), ""));
    }

    @Test
    void aSkippableFrameBetweenFilesChangesNothing() throws IOException {
        ChunkedBlob blob = current(small());
        int at = blob.entry("etc/b").get("endOffset").asInt();
        byte[] odd = ChunkedBlob.skippable(new byte[10]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(blob.blob(), 0, at);
        out.writeBytes(odd);
        out.write(blob.blob(), at, blob.blob().length - at);
        Map<String, String> annotations = new TreeMap<>(blob.annotations());
        for (String key : new String[] {"manifest-position", "tarsplit-position"}) {
            String[] numbers = annotations.get(KEY + key).split(":", 2);
            annotations.put(KEY + key, Integer.parseInt(numbers[0]) + odd.length + ":" + numbers[1]);
        }
        assertDoesNotThrow(() -> check(new ChunkedBlob(out.toByteArray(), annotations)));
    }

    @Test
    void aFooterThatIsCutOffOrWrongChangesNothingForReadersOfTheAnnotations() throws IOException {
        ChunkedBlob blob = small();
        int footer = 8 + 64;
        byte[] without = Arrays.copyOf(blob.blob(), blob.blob().length - footer);
        assertDoesNotThrow(() -> check(new ChunkedBlob(without, blob.annotations())));
        byte[] other = blob.blob().clone();
        other[other.length - 1] ^= 1;
        assertDoesNotThrow(() -> check(new ChunkedBlob(other, blob.annotations())));
        byte[] cut = Arrays.copyOf(blob.blob(), blob.blob().length - 1);
        assertRefused("zstd data is truncated", new ChunkedBlob(cut, blob.annotations()));
    }

    @Test
    void aSkippableFrameBeforeAllAndBehindAllChangesNothing() throws IOException {
        ChunkedBlob blob = small();
        byte[] odd = ChunkedBlob.skippable(new byte[10]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(blob.blob());
        out.writeBytes(odd);
        assertDoesNotThrow(() -> check(new ChunkedBlob(out.toByteArray(), blob.annotations())));
        ByteArrayOutputStream moved = new ByteArrayOutputStream();
        moved.writeBytes(odd);
        moved.writeBytes(blob.blob());
        assertRefused("no skippable frame", new ChunkedBlob(moved.toByteArray(), blob.annotations()));
    }

    @Nested
    class Places {
        @Test
        void aTableOutsideOfTheBlobIsRefused() throws IOException {
            assertRefused(
                    "no skippable frame with 100 bytes at byte 99999",
                    annotated(small(), "manifest-position", "99999:100:1000:1"));
        }

        @Test
        void aTableWithAnotherDigestIsRefused() throws IOException {
            String other = "sha256:" + "0".repeat(64);
            assertRefused("digest: expected " + other, annotated(small(), "manifest-checksum", other));
        }

        @Test
        void aTableThatIsLargerThanEnginesReadIsRefused() throws IOException {
            assertRefused("more than 150 MiB", annotated(small(), "manifest-position", "8:157286401:9:1"));
            assertRefused("more than 150 MiB", annotated(tar.encoded(), "manifest-position", "8:9:157286401:1"));
        }

        @Test
        void aTableThatInflatesToAnotherSizeIsRefused() throws IOException {
            ChunkedBlob blob = small();
            String position = blob.annotations().get(KEY + "manifest-position");
            String shorter = position.replaceAll(":[0-9]+:1$", ":10:1");
            String longer = position.replaceAll(":[0-9]+:1$", ":99999:1");
            assertRefused("expected 10 bytes, found more", annotated(blob, "manifest-position", shorter));
            assertRefused("expected 99999 bytes, found only", annotated(blob, "manifest-position", longer));
        }

        @Test
        void aTableThatCannotBeInflatedIsRefused() throws IOException {
            byte[] table = ChunkedTar.bytes("no zstd");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] blob = small().blob();
            out.write(blob, 0, blob.length);
            out.writeBytes(ChunkedBlob.skippable(table));
            ChunkedBlob other = annotated(
                    new ChunkedBlob(out.toByteArray(), Map.of()), "manifest-checksum", ChunkedBlob.digest(table));
            assertRefused(
                    "broken zstd data",
                    annotated(other, "manifest-position", (blob.length + 8) + ":" + table.length + ":9:1"));
        }

        @Test
        void aBlobThatEndsInItsTableIsRefused() throws IOException {
            ChunkedBlob blob = small();
            byte[] cut = Arrays.copyOf(blob.blob(), blob.blob().length - 30);
            assertRefused("zstd data is truncated", new ChunkedBlob(cut, blob.annotations()));
        }
    }

    @Nested
    class Tables {
        private void refused(String problem, String old, String other) throws IOException {
            assertRefused(problem, small().withTable(replace(old, other)));
        }

        @Test
        void anotherNameIsRefused() throws IOException {
            refused("entry \"etc/a\": name: expected etc/a, found etc/x", "\"name\":\"etc/a\"", "\"name\":\"etc/x\"");
        }

        @Test
        void anEntryMoreOrLessIsRefused() throws IOException {
            refused(
                    "expected no more entries, found \"etc/x\"",
                    "}],\"tar",
                    "},{\"type\":\"dir\",\"name\":\"etc/x\"}],\"tar");
            assertRefused(
                    "expected entry \"etc/c\", found the end", tar.encoded().withTable(json -> {
                        int last = json.lastIndexOf(",{\"type\"");
                        return json.substring(0, last) + json.substring(json.indexOf("],\"tar"));
                    }));
        }

        @Test
        void aNameThatOccursTwiceIsRefused() throws IOException {
            refused("entry \"etc/b\": name: expected etc/b, found etc/a", "\"name\":\"etc/b\"", "\"name\":\"etc/a\"");
        }

        @Test
        void anotherTypeIsRefused() throws IOException {
            refused("type: expected hardlink, found symlink", "hardlink", "symlink");
        }

        @Test
        void anotherModeIsRefused() throws IOException {
            refused("mode: expected 420, found 493", "\"mode\":420", "\"mode\":493");
        }

        @Test
        void twoValuesUnderNamesThatEnginesTakeForOneAreRefused() throws IOException {
            refused("modtime: found two values", "\"ModTime\":\"2001", "\"ModTime\":\"2002");
        }

        @Test
        void anotherSizeIsRefused() throws IOException {
            refused("size: expected 1000, found 1001", "\"size\":1000", "\"size\":1001");
        }

        @Test
        void anotherDigestIsRefused() throws IOException {
            ChunkedBlob blob = small();
            String digest = blob.entry("etc/b").get("digest").asText();
            String other = blob.entry("etc/a").get("digest").asText();
            assertRefused(
                    "entry \"etc/b\": digest: expected " + digest + ", found " + other,
                    blob.withTable(replace(digest, other)));
        }

        @Test
        void anotherFilesFrameIsRefused() throws IOException {
            ChunkedBlob blob = small();
            String offset = "\"offset\":" + blob.entry("etc/b").get("offset").asLong();
            String other = "\"offset\":" + blob.entry("etc/a").get("offset").asLong();
            assertRefused("offset: expected a frame at byte", blob.withTable(replace(offset, other)));
            assertRefused("where no frame begins", blob.withTable(replace(offset, "\"offset\":999999")));
        }

        @Test
        void anotherEndIsRefused() throws IOException {
            ChunkedBlob blob = small();
            String end = "\"endOffset\":" + blob.entry("etc/b").get("endOffset").asLong();
            assertRefused("endOffset: expected a frame", blob.withTable(replace(end, end + "0")));
        }

        @Test
        void textThatIsNotJsonIsRefused() throws IOException {
            assertRefused("not valid JSON", small().withTable(json -> json.substring(0, json.length() - 1)));
            assertRefused("found more behind it", tar.encoded().withTable(json -> json + "{}"));
        }
    }
}
