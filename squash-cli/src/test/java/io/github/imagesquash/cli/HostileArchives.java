package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.StoredTar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Archives that are small and want much, made without holding what they want: a compressed layer may consist of any number
 * of gzip members or zstd frames, so that one piece is compressed and then repeated.
 */
final class HostileArchives {
    private static final int MEBIBYTE = 1 << 20;
    private static final long EXBIBYTE = 1L << 60;
    private static final String ANY_DIGEST = "sha256:" + "0".repeat(64);

    private HostileArchives() {}

    /** A file of a GiB of zeros. */
    static byte[] gzipBomb() {
        return archive(gzip(fileOfOneGibibyte()).repeated(64, StoredTar.gzip(new byte[16 * MEBIBYTE])));
    }

    static byte[] zstdBomb() {
        return archive(zstd(fileOfOneGibibyte()).repeated(64, Zstd.compress(new byte[16 * MEBIBYTE])));
    }

    /** The archive itself is compressed. */
    static byte[] outerBomb() {
        return gzip(fileOfOneGibibyte()).repeated(64, StoredTar.gzip(new byte[16 * MEBIBYTE]));
    }

    static byte[] sparseBomb() {
        LayerBuilder sparse = layer().file("s", "0\n" + "\0".repeat(510)).pax("GNU.sparse.major", "1");
        return archive(sparse.pax("GNU.sparse.minor", "0").pax("GNU.sparse.realsize", "" + EXBIBYTE).toBytes());
    }

    /** Special headers without an entry, a million in a row. */
    static byte[] chainOfHeaders() {
        return archive(repeated(1000, layer().paxHeader("a=b"), 1000));
    }

    static byte[] millionEntries() {
        return archive(repeated(1000, layer().file("f", ""), 1000));
    }

    /** A million entries with an extended attribute of 1 KiB each. */
    static byte[] millionAttributes() {
        return archive(repeated(1000, layer().file("f", "").xattr("user.a", "v".repeat(1024)), 1000));
    }

    /** A sparse map that says it has a billion runs, and goes on. */
    static byte[] billionRuns() {
        byte[] header = layer().file("s", "")
                .sizeField(EXBIBYTE)
                .base256()
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .withoutEnd()
                .toBytes();
        byte[] begin = joined(header, ascii("1000000000\n"));
        return archive(gzip(begin).repeated(1000, StoredTar.gzip(ascii("0\n0\n".repeat(10_000)))));
    }

    static byte[] longName() {
        return archive(layer().gnuLongName("n/".repeat(500_000)).file("x", "").toBytes());
    }

    /** A tree as deep as a link's target has components. */
    static byte[] deepTarget() {
        return archive(layer().gnuLongLink("d/".repeat(500_000)).symlink("l", "x").file("l/a", "").toBytes());
    }

    /** Links that each lead as deep as a path can be written. */
    static byte[] deepChain() {
        String deep = "d/".repeat(2000) + "d";
        LayerBuilder links = layer().symlink("l", deep).gnuLongName();
        return archive(links.symlink("l/l", deep).gnuLongName().file("l/l/l", "").toBytes());
    }

    static byte[] manyLayers() {
        List<String> names = Collections.nCopies(50_000, "l");
        return archive(names, archive -> archive.file("l", layer().toBytes()));
    }

    /** Many images that share one large config, which each keeps. */
    static byte[] manyImages() {
        String config = "{\"a\":[" + "{},".repeat(40_000) + "{}],\"rootfs\":{\"type\":\"layers\"}}";
        String item = "{\"Config\":\"c\",\"Layers\":[]}";
        String manifest = "[" + String.join(",", Collections.nCopies(5000, item)) + "]";
        return layer().file("c", config).file("manifest.json", manifest).toBytes();
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

    /** Nothing is wrong with this one: two thousand layers with a small file each, devices and a setuid program. */
    static byte[] manySmallLayers() {
        List<byte[]> layers = IntStream.range(0, 2000)
                .mapToObj(i -> layer().file("f" + i, "content of " + i)
                        .mode(04755)
                        .blockDevice("sda" + i, 8, i)
                        .characterDevice("mem" + i, 1, 1)
                        .toBytes())
                .toList();
        String diffIds = quoted(layers.stream().map(Blobs::digest));
        String names = quoted(IntStream.range(0, 2000).mapToObj(Integer::toString));
        LayerBuilder archive = layer().file("c", "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + diffIds + "}}")
                .file("manifest.json", "[{\"Config\":\"c\",\"Layers\":" + names + "}]");
        IntStream.range(0, 2000).forEach(i -> archive.file("" + i, layers.get(i)));
        return archive.toBytes();
    }

    private static byte[] fileOfOneGibibyte() {
        return layer().file("f", "").sizeField(1L << 30).base256().withoutEnd().toBytes();
    }

    private static byte[] repeated(int times, LayerBuilder piece, int pieces) {
        byte[] once = piece.withoutEnd().toBytes();
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        IntStream.range(0, times).forEach(i -> many.writeBytes(once));
        return new Piece(new byte[0]).repeated(pieces, StoredTar.gzip(many.toByteArray()));
    }

    private static Piece gzip(byte[] begin) {
        return new Piece(StoredTar.gzip(begin));
    }

    private static Piece zstd(byte[] begin) {
        return new Piece(Zstd.compress(begin));
    }

    /** The compressed beginning of something. */
    private record Piece(byte[] begin) {
        byte[] repeated(int times, byte[] compressed) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(begin);
            IntStream.range(0, times).forEach(i -> all.writeBytes(compressed));
            return all.toByteArray();
        }
    }

    private static byte[] archive(byte[] storedLayer) {
        return archive(List.of("l"), archive -> archive.file("l", storedLayer));
    }

    private static byte[] archive(List<String> layerNames, Consumer<LayerBuilder> layers) {
        LayerBuilder archive = layer().file(
                        "c", "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + list(layerNames, ANY_DIGEST) + "}}")
                .file("manifest.json", "[{\"Config\":\"c\",\"Layers\":" + list(layerNames, "l") + "}]");
        layers.accept(archive);
        return archive.toBytes();
    }

    private static String list(List<String> names, String each) {
        return quoted(names.stream().map(name -> each));
    }

    private static String quoted(Stream<String> texts) {
        return texts.map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
