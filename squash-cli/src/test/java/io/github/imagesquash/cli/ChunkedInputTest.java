// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.fixture.ChunkedArchive;
import io.github.imagesquash.fixture.ChunkedBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer of zstd:chunked that lies costs one line and exit code 1, and nothing is written. */
class ChunkedInputTest {
    private static final String KEY = "io.github.containers.zstd-chunked.";

    @TempDir
    Path directory;

    private static ChunkedBlob right() throws IOException {
        return ChunkedArchive.stored(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B".repeat(1000)));
    }

    static Stream<Arguments> lies() throws IOException {
        ChunkedBlob blob = right();
        String offset = blob.entry("etc/b").get("offset").asText();
        String digest = blob.entry("etc/b").get("digest").asText();
        return Stream.of(
                table("an offset outside", "\"offset\":" + offset, "\"offset\":99999", "found 99999"),
                table("a negative offset", "\"offset\":" + offset, "\"offset\":-1", "where no frame begins"),
                table("another sum", digest, "sha256:" + "0".repeat(64), "digest: expected"),
                table("a name twice", "\"name\":\"etc/b\"", "\"name\":\"etc/a\"", "found etc/a"),
                table("another order", "\"name\":\"etc/a\"", "\"name\":\"etc/b\"", "found etc/b"),
                table("a chunk of no size", "\"size\":1000", "\"size\":1000,\"chunkSize\":-5", "chunkSize: expected"),
                table("entries twice", "],\"tar", "],\"Entries\":[],\"tar", "only some engines read"),
                table("no JSON", "\"entries\":[", "\"entries\":{", "not valid JSON"),
                lie("another tar", blob.withTarSplit(json -> json.replaceFirst("ZXRj", "ZXRk")), "makes another tar"),
                lie("a table outside", annotated(blob, "manifest-position", "99999:9:9:1"), "no skippable frame"),
                lie("two tables", first(blob, "manifest-position", "9:9:9:1"), "annotations for two"),
                lie("a footer cut off", cut(blob, 1), "zstd data is truncated"),
                lie("a table cut off", cut(blob, 200), "zstd data is truncated"));
    }

    private static Arguments lie(String name, ChunkedBlob blob, String words) {
        return arguments(name, blob, words);
    }

    private static Arguments table(String name, String old, String other, String words) throws IOException {
        UnaryOperator<String> change = json -> {
            assertTrue(json.contains(old), json);
            return json.replace(old, other);
        };
        return lie(name, right().withTable(change), words);
    }

    private static ChunkedBlob cut(ChunkedBlob blob, int bytes) {
        return new ChunkedBlob(Arrays.copyOf(blob.blob(), blob.blob().length - bytes), blob.annotations());
    }

    private static ChunkedBlob annotated(ChunkedBlob blob, String key, String value) {
        Map<String, String> annotations = new TreeMap<>(blob.annotations());
        annotations.keySet().removeIf(name -> !name.startsWith(KEY));
        annotations.put(KEY + key, value);
        return new ChunkedBlob(blob.blob(), annotations);
    }

    private static ChunkedBlob first(ChunkedBlob blob, String key, String value) {
        Map<String, String> annotations = new TreeMap<>(blob.annotations());
        annotations.put(KEY.replace(".github", "") + key, value);
        return new ChunkedBlob(blob.blob(), annotations);
    }

    private CliRun squash(Path archive, String... more) {
        Stream<String> words = Stream.of(
                archive.toString(), "-q", "-o", directory.resolve("new.tar").toString(), "--temp-dir", "" + directory);
        return Cli.PLAIN
                .withSquasher(Squasher.LIBRARY)
                .run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private void assertNothingBeside(Path archive) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(archive, files.reduce((one, other) -> directory).orElseThrow());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void isRefused(String name, ChunkedBlob blob, String words) throws IOException {
        Path archive = Files.write(
                directory.resolve("old.tar"), ChunkedArchive.of(right(), blob).toBytes());
        CliRun run = squash(archive);
        assertEquals(1, run.exitCode(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("squash: " + archive + ": layer 1 of 1 (sha256:"), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertNothingBeside(archive);
    }

    @Test
    void isReadWithLenientIfItsTarIsRight() throws IOException {
        ChunkedBlob blob = right().withTable(json -> json.replace("\"size\":1000", "\"size\":1001"));
        Path archive = Files.write(
                directory.resolve("old.tar"), ChunkedArchive.of(right(), blob).toBytes());
        assertEquals(0, squash(archive, "--lenient").exitCode());
    }
}
