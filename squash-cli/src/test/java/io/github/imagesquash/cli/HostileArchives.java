// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ChunkedArchive;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Archives that are small and want much. */
final class HostileArchives {
    private static final long EXBIBYTE = 1L << 60;
    private static final String ANY_DIGEST = "sha256:" + "0".repeat(64);

    private HostileArchives() {}

    /** A file of a GiB of zeros. */
    static byte[] gzipBomb() {
        return archive(gibibyte().gzip(), ANY_DIGEST);
    }

    static byte[] zstdBomb() {
        return archive(gibibyte().zstd(), ANY_DIGEST);
    }

    /** The archive itself is compressed. */
    static byte[] outerBomb() {
        return gibibyte().gzip();
    }

    static byte[] sparseBomb() {
        LayerBuilder sparse = layer().file("s", "0\n" + "\0".repeat(510)).pax("GNU.sparse.major", "1");
        return archive(sparse.pax("GNU.sparse.minor", "0").pax("GNU.sparse.realsize", "" + EXBIBYTE));
    }

    /** Special headers without an entry, a hundred thousand in a row. */
    static byte[] chainOfHeaders() {
        return archive(Repeated.of(layer().paxHeader("a=b"), 100_000));
    }

    static byte[] millionEntries() {
        return archive(Repeated.of(layer().file("f", ""), 1_000_000).gzip(), ANY_DIGEST);
    }

    /** A million entries with an extended attribute of 1 KiB each. */
    static byte[] millionAttributes() {
        LayerBuilder entry = layer().file("f", "").xattr("user.a", "v".repeat(1024));
        return archive(Repeated.of(entry, 1_000_000).gzip(), ANY_DIGEST);
    }

    /** A sparse map that says it has a billion runs, and goes on. */
    static byte[] billionRuns() {
        byte[] header = layer().file("s", "1000000000\n")
                .sizeField(EXBIBYTE)
                .base256()
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .withoutEnd()
                .toBytes();
        // without the padding, so that the map goes on where the header's part of it ends
        byte[] begin = Arrays.copyOf(header, header.length - 512 + "1000000000\n".length());
        return archive(new Repeated(begin, ascii("0\n0\n".repeat(10_000)), 100));
    }

    static byte[] longName() {
        return archive(layer().gnuLongName("n/".repeat(500_000)).file("x", ""));
    }

    /** A tree as deep as a link's target has components. */
    static byte[] deepTarget() {
        return archive(
                layer().gnuLongLink("d/".repeat(500_000)).symlink("l", "x").file("l/a", ""));
    }

    /** Links that each lead as deep as a path can be written. */
    static byte[] deepChain() {
        String deep = "d/".repeat(2000) + "d";
        LayerBuilder links = layer().symlink("l", deep).gnuLongName();
        return archive(links.symlink("l/l", deep).gnuLongName().file("l/l/l", ""));
    }

    static byte[] manyLayers() {
        return archive(Collections.nCopies(5000, layer().toBytes()));
    }

    /** Nothing is wrong with this one: two thousand layers with a small file each, devices and a setuid program. */
    static byte[] manySmallLayers() {
        return archive(IntStream.range(0, 2000)
                .mapToObj(i -> layer().file("f" + i, "content of " + i)
                        .mode(04755)
                        .blockDevice("sda" + i, 8, i)
                        .characterDevice("mem" + i, 1, 1)
                        .toBytes())
                .toList());
    }

    /** Many images that share one large config, which each keeps. */
    static byte[] manyImages() {
        String config = "{\"a\":[" + "{},".repeat(40_000) + "{}],\"rootfs\":{\"type\":\"layers\"}}";
        String item = "{\"Config\":\"c\",\"Layers\":[]}";
        String manifest = "[" + String.join(",", Collections.nCopies(5000, item)) + "]";
        return layer().file("c", config).file("manifest.json", manifest).toBytes();
    }

    /** A layer of zstd:chunked, in whose table of contents a file of one byte has two million chunks. */
    static byte[] millionsOfChunks() {
        String chunk = "{\"type\":\"chunk\",\"name\":\"f\",\"chunkSize\":1},";
        try {
            ChunkedBlob blob = ChunkedArchive.stored(layer().file("f", "f"));
            ChunkedBlob lie =
                    blob.withTable(json -> json.replace("}],\"tar", "}," + chunk.repeat(2_000_000) + "{}],\"tar"));
            return ChunkedArchive.of(blob, lie).toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] deepJson() {
        return layer().file("manifest.json", "[".repeat(200_000)).toBytes();
    }

    static byte[] hugeNumber() {
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a/b\",\"digest\":\"" + ANY_DIGEST
                + "\",\"size\":1e999999999}]}";
        return layer().file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file("index.json", index)
                .toBytes();
    }

    private static Repeated gibibyte() {
        byte[] header =
                layer().file("f", "").sizeField(1L << 30).base256().withoutEnd().toBytes();
        return new Repeated(header, new byte[16 << 20], 64);
    }

    private static byte[] archive(LayerBuilder layer) {
        return archive(List.of(layer.toBytes()));
    }

    private static byte[] archive(Repeated layer) {
        return archive(layer.gzip(), layer.digest());
    }

    private static byte[] archive(byte[] stored, String diffId) {
        return archive(List.of(stored), List.of(diffId));
    }

    private static byte[] archive(List<byte[]> layers) {
        return archive(layers, layers.stream().map(Blobs::digest).toList());
    }

    private static byte[] archive(List<byte[]> stored, List<String> diffIds) {
        String names = quoted(IntStream.range(0, stored.size()).mapToObj(Integer::toString));
        LayerBuilder archive = layer().file(
                        "c", "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + quoted(diffIds.stream()) + "}}")
                .file("manifest.json", "[{\"Config\":\"c\",\"Layers\":" + names + "}]");
        IntStream.range(0, stored.size()).forEach(i -> archive.file("" + i, stored.get(i)));
        return archive.toBytes();
    }

    private static String quoted(Stream<String> texts) {
        return texts.map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
