// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ArchiveSquashing;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How layers are compressed, and how often they occur, one test a row of the catalogue. */
class LayerBlobTest {
    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final byte[] TAR =
            layer().dir("t/").file("t/a", "A".repeat(3000)).toBytes();
    private static final String[] TREE = {"t/", "t/a=" + "A".repeat(3000)};
    private static final byte[] SKIPPABLE = HexFormat.of().parseHex("502a4d1803000000aabbcc");

    /** An OCI archive whose only layer, {@link #TAR}, is stored in these bytes. */
    private static ArchiveMembers stored(byte[] blob, String mediaType, String annotations) {
        ImageBuilder image = image("app:1").layer(TAR, Compression.GZIP);
        String old = Blobs.hex(image.layers().getFirst().stored());
        String descriptor = "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + Blobs.digest(blob) + "\",\"size\":"
                + blob.length + ",\"annotations\":{" + annotations + "}}";
        return ArchiveDialect.PODMAN_OCI
                .members(image)
                .remove("blobs/sha256/" + old)
                .file("blobs/sha256/" + Blobs.hex(blob), blob)
                .editOciManifest(
                        json -> json.replaceFirst("\\{[^{}]*" + old + "[^{}]*}", Matcher.quoteReplacement(descriptor)));
    }

    private static ArchiveSquashing squashStored(byte[] blob) {
        return squashArchive(stored(blob, OCI_LAYER + "+gzip", ""));
    }

    @Test
    @DisplayName("Z01 all members of a gzip stream are read, also behind an empty one")
    void gzipMembers() {
        byte[] first = StoredTar.gzip(Arrays.copyOf(TAR, 1000));
        byte[] second = StoredTar.gzip(Arrays.copyOfRange(TAR, 1000, TAR.length));
        byte[] empty = StoredTar.gzip(new byte[0]);
        squashStored(concat(first, empty, second, empty)).hasTree(TREE).warns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"67617262616765", "00000000"})
    @DisplayName("Z02 bytes behind gzip data are refused, or ignored with a warning where that is wanted")
    void bytesBehindGzip(String hex) {
        byte[] blob = concat(StoredTar.gzip(TAR), HexFormat.of().parseHex(hex));
        squashStored(blob).isRefused("layer 1 of 1", "bytes after the end of the gzip data");
        UnaryOperator<SquashRequest> lenient = request ->
                request.withSettings(settings -> settings.withReplay(new ReplayRules(SymlinkParents.OVERLAY, true)));
        squashArchive(stored(blob, OCI_LAYER + "+gzip", ""), lenient)
                .hasTree(TREE)
                .warns(Warning.Kind.TRAILING_GARBAGE);
    }

    @Test
    @DisplayName("Z03 gzip data that is cut off or has a wrong checksum is refused, although the tar is complete")
    void brokenGzip() {
        byte[] gzip = StoredTar.gzip(TAR);
        squashStored(Arrays.copyOf(gzip, gzip.length - 6)).isRefused("layer 1 of 1", "gzip data is truncated");
        gzip[gzip.length - 8] ^= 1;
        squashStored(gzip).isRefused("layer 1 of 1", "gzip", "checksum");
    }

    static Stream<byte[]> zstdFrames() {
        byte[] whole = Zstd.compress(TAR);
        byte[] first = Zstd.compress(Arrays.copyOf(TAR, 1000));
        byte[] second = Zstd.compress(Arrays.copyOfRange(TAR, 1000, TAR.length));
        return Stream.of(
                concat(first, second),
                concat(SKIPPABLE, whole),
                concat(first, SKIPPABLE, second),
                concat(whole, SKIPPABLE));
    }

    @ParameterizedTest
    @MethodSource("zstdFrames")
    @DisplayName("Z04 all frames of a zstd stream are read, and skippable ones passed over")
    void zstdFrames(byte[] blob) {
        squashStored(blob).hasTree(TREE);
    }

    @Test
    @DisplayName("Z05 zstd data that is cut off is refused")
    void brokenZstd() {
        byte[] zstd = Zstd.compress(TAR);
        squashStored(Arrays.copyOf(zstd, zstd.length - 1)).isRefused("layer 1 of 1", "zstd data is truncated");
    }

    @Test
    @DisplayName("Z06 zstd data with a window of 2 GiB is refused by naming the limit")
    void hugeZstdWindow() {
        byte[] frame = HexFormat.of().parseHex("28b52ffd00a829000068656c6c6f");
        squashStored(frame).isRefused("layer 1 of 1", "window of more than 128 MiB");
    }

    @ParameterizedTest
    @CsvSource({"NONE, +gzip", "ZSTD, +gzip", "GZIP, ''", "ZSTD, ''", "NONE, +zstd", "GZIP, +zstd"})
    @DisplayName("Z07 the bytes tell how they are stored, and the new media type is right")
    void mediaTypeThatLies(Compression compression, String suffix) {
        byte[] blob = new StoredTar(TAR, compression).stored();
        ArchiveSquashing squashed = squashArchive(stored(blob, OCI_LAYER + suffix, ""));
        squashed.hasTree(TREE);
        assertEquals(
                OCI_LAYER + compression.suffix(),
                squashed.manifest().at("/layers/0/mediaType").asText());
    }

    @ParameterizedTest
    @CsvSource({"fd377a585a00, xz", "425a6839314159265359, bzip2"})
    @DisplayName("Z08 layers compressed with xz or bzip2 are refused by that name")
    void rareCompressions(String magic, String name) {
        byte[] blob = Arrays.copyOf(HexFormat.of().parseHex(magic), 100);
        squashStored(blob).isRefused("layer 1 of 1", name);
    }

    @Test
    @DisplayName("Z09 zstd:chunked is read, and its annotations, which speak of the old blob, are left out")
    void zstdChunked() {
        byte[] blob = concat(Zstd.compress(TAR), SKIPPABLE);
        ArchiveSquashing squashed = squashArchive(
                stored(blob, OCI_LAYER + "+zstd", "\"io.github.containers.zstd-chunked.manifest-checksum\":\"x\""));
        squashed.hasTree(TREE);
        assertFalse(squashed.manifest().toString().contains("zstd-chunked"));
    }

    @Test
    @DisplayName("Z09 a table of contents that is not that of the tar is refused, and --lenient reads the tar")
    void zstdChunkedLie() {
        byte[] frame = Zstd.compress(TAR);
        byte[] table = Zstd.compress("{}".getBytes(StandardCharsets.UTF_8));
        byte[] blob = concat(frame, ChunkedBlob.skippable(table));
        String key = "\"io.github.containers.zstd-chunked.manifest-";
        String annotations = key + "checksum\":\"sha256:" + Blobs.hex(table) + "\"," + key + "position\":\""
                + (frame.length + 8) + ":" + table.length + ":2:1\"";
        ArchiveMembers archive = stored(blob, OCI_LAYER + "+zstd", annotations);
        squashArchive(archive)
                .isRefused("layer 1 of 1", "table of contents of zstd:chunked: expected entry", "found the end");
        squashArchive(
                        archive,
                        request -> request.withSettings(
                                settings -> settings.withReplay(new ReplayRules(SymlinkParents.OVERLAY, true))))
                .hasTree(TREE);
    }

    @Test
    @DisplayName("Z10 a layer that may not be given away and is not there is named")
    void foreignLayer() {
        byte[] blob = StoredTar.gzip(TAR);
        squashArchive(stored(blob, "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", "")
                        .remove("blobs/sha256/" + Blobs.hex(blob)))
                .isRefused("layer 1 of 1", "is missing; it is a foreign layer");
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCKER_LEGACY", "DOCKER_25", "PODMAN_OCI"})
    @DisplayName("Z11 a layer that occurs twice is applied twice")
    void layerTwice(ArchiveDialect dialect) {
        ImageBuilder image = image("app:1")
                .layer(TAR, Compression.NONE)
                .layer(layer().whiteout("t/a"))
                .layer(TAR, Compression.NONE);
        squashArchive(dialect.members(image)).hasTree(TREE);
    }

    @Test
    @DisplayName("Z12 126 layers, one more than Docker loads, become one")
    void manyLayers() {
        ImageBuilder image = image("app:1");
        for (int i = 1; i <= 126; i++) {
            image.layer(layer().file("f", "layer " + i));
        }
        ArchiveSquashing squashed = squashArchive(ArchiveDialect.DOCKER_25.members(image));
        squashed.hasTree("f=layer 126");
        assertEquals(1, squashed.config().at("/rootfs/diff_ids").size());
    }

    @Test
    @DisplayName("Z12 more than 125 layers in the result are warned of")
    void manyKeptLayers() {
        ImageBuilder image = image("app:1");
        for (int i = 1; i <= 127; i++) {
            image.layer(layer().file("f", "layer " + i));
        }
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image);
        squashArchive(archive, request -> request.withLayers(new LayerChoice.Upper(2)))
                .warns(Warning.Kind.MANY_LAYERS);
        squashArchive(archive, request -> request.withLayers(new LayerChoice.Upper(3)))
                .warns();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Stream.of(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
