// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines of several generations must see the same files, so what they read in different ways is refused. */
class ChunkedAmbiguityTest extends ChunkedCheckTests {
    private static final String FIRST = "io.containers.zstd-chunked.";

    /** The blob with annotations of the first generation alone, except one. */
    private static ChunkedBlob first(ChunkedBlob blob, String key, String value) {
        Map<String, String> annotations = new TreeMap<>();
        current(blob).annotations().forEach((name, text) -> annotations.put(name.replace(KEY, FIRST), text));
        annotations.put(FIRST + key, value);
        annotations.values().remove("");
        return new ChunkedBlob(blob.blob(), annotations);
    }

    @Nested
    class Annotations {
        @Test
        void ofTwoTablesAreRefused() throws IOException {
            ChunkedBlob blob = small();
            Map<String, String> annotations = new TreeMap<>(blob.annotations());
            annotations.put(FIRST + "manifest-position", "9:10:11:1");
            assertRefused("found annotations for two", new ChunkedBlob(blob.blob(), annotations));
            annotations.putAll(blob.annotations());
            annotations.put(FIRST + "manifest-checksum", "sha256:" + "0".repeat(64));
            assertRefused("found annotations for two", new ChunkedBlob(blob.blob(), annotations));
        }

        @ParameterizedTest
        @ValueSource(strings = {"%s ", " %s", "%s:2", "+%s", "%sx", "99999999999999999999:%s"})
        void thatEnginesReadInAnotherWayAreRefused(String format) throws IOException {
            ChunkedBlob blob = small();
            String position = blob.annotations().get(KEY + "manifest-position");
            String other = format.formatted(position);
            assertRefused(
                    "manifest-position: expected OFFSET:LENGTH:SIZE:1, found \"" + other,
                    annotated(blob, "manifest-position", other));
            assertRefused("expected OFFSET:LENGTH:SIZE:1", first(blob, "manifest-position", other));
        }

        @Test
        void ofTheFirstGenerationNeedAPositionSinceItsEnginesReadTheFooter() throws IOException {
            assertRefused("expected an annotation " + FIRST, first(small(), "manifest-position", ""));
        }

        @Test
        void withZerosBeforeNumbersAreRead() throws IOException {
            ChunkedBlob blob = small();
            String position = blob.annotations().get(KEY + "manifest-position").replaceAll("1$", "01");
            assertDoesNotThrow(() -> check(annotated(blob, "manifest-position", "0" + position)));
        }
    }

    @Nested
    class Tables {
        private void refused(String problem, String old, String other) throws IOException {
            assertRefused(problem, small().withTable(replace(old, other)));
        }

        @Test
        void withEntriesUnderTwoNamesAreRefused() throws IOException {
            refused("key \"Entries\", which only some engines read", "],\"tarSplit", "],\"Entries\":[],\"tarSplit");
            refused("key \"ENTRIES\"", "\"entries\":", "\"ENTRIES\":");
        }

        @ParameterizedTest
        @CsvSource({"name, Name", "mode, MODE", "digest, Digest", "offset, oFFset"})
        void withKeysThatOnlySomeEnginesReadAreRefused(String key, String other) throws IOException {
            refused("key \"" + other + "\"", "\"" + key + "\":", "\"" + other + "\":");
        }

        @Test
        void withAttributesUnderTwoNamesAreRefused() throws IOException {
            refused("key \"Xattrs\"", "\"name\":\"etc/a\",", "\"name\":\"etc/a\",\"Xattrs\":{},");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"user.a\":null}|xattrs: expected a text for user.a",
                    "{\"user.a\":{}}|xattrs: expected a text for user.a",
                    "{\"user.a\":\"%%%\"}|xattrs: user.a: expected no value, found %%%"
                })
        void withOtherAttributesAreRefused(String attributes, String problem) throws IOException {
            refused(problem, "\"name\":\"etc/a\",", "\"name\":\"etc/a\",\"xattrs\":" + attributes + ",");
        }

        @Test
        void thatGiveAnotherNameForOneThatIsNotUtf8AreRefused() throws IOException {
            tar.file("caf\ufffd", new byte[0]);
            ChunkedBlob blob = small();
            TarEntry entry = tar.entries().getFirst();
            tar.entries().set(0, new TarEntry(empty("caf\u00e9", 1_000_000_000), entry.contentOffset(), List.of()));
            assertDoesNotThrow(() -> check(blob));
            assertDoesNotThrow(() -> check(blob.withTable(replace("caf\ufffd", "caf\ufffd\ufffd"))));
            assertRefused("found etc/shadow", blob.withTable(replace("caf\ufffd", "etc/shadow")));
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 1L << 60})
        void withTimesThatCannotBeWrittenAreRefused(long seconds) throws IOException {
            ChunkedBlob blob = small();
            TarEntry entry = tar.entries().getFirst();
            tar.entries().set(0, new TarEntry(empty("etc/", seconds), entry.contentOffset(), List.of()));
            assertRefused("entry \"etc/\": ", blob);
        }

        @Test
        void forASparseFileAreRefused() throws IOException {
            ChunkedBlob blob = small();
            TarEntry entry = tar.entries().get(1);
            tar.entries()
                    .set(
                            1,
                            new TarEntry(
                                    entry.header(),
                                    entry.contentOffset(),
                                    List.of(new TarEntry.Extent(0, entry.contentOffset(), 1))));
            assertRefused("the tar has a sparse file", blob);
        }
    }

    private static TarHeader empty(String name, long seconds) {
        return new TarHeader(
                name.getBytes(StandardCharsets.ISO_8859_1),
                name.endsWith("/") ? EntryType.DIRECTORY : EntryType.REGULAR,
                0644,
                0,
                0,
                seconds,
                0,
                0,
                new byte[0],
                0,
                0,
                PaxRecords.EMPTY);
    }
}
