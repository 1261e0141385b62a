// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.request.LayerChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts fuzzed bytes where a tar is expected: as a whole archive and as a layer. An input's first byte says where, what
 * follows are pieces of a file of zeros: three bytes of position, one of length, the bytes. What is no tar is refused
 * wherever it is, unless it is nothing but zeros.
 */
final class ForeignBytes {
    private static final String TAR_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final List<String> TYPES = List.of(
            TAR_TYPE,
            "application/vnd.oci.image.layer.v1.tar",
            "application/octet-stream",
            "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.oci.image.layer.v1.squashfs",
            "application/vnd.oci.image.layer.v1.tar+gzip+encrypted");
    private static final int TYPES_OF_TARS = 4;
    private static final int LARGEST = 70_000;
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    private ForeignBytes() {}

    /** File systems, archives and texts by what tells them. */
    static List<byte[]> seeds() {
        byte[] tar = layer().file("f", "F").toBytes();
        byte[] tarInPieces = Seeds.joined(
                Seeds.joined(piece(0, Arrays.copyOf(tar, 255)), piece(255, Arrays.copyOfRange(tar, 255, 510))),
                piece(510, Arrays.copyOfRange(tar, 510, 600)));
        return Stream.of(
                        piece(0, text("hsqs")),
                        piece(1024, HexFormat.of().parseHex("e2e1f5e0")),
                        piece(1080, HexFormat.of().parseHex("53ef")),
                        piece(32, text("SIF_MAGIC")),
                        piece(0, text("PK\3\4")),
                        piece(0, text("#!/usr/bin/env run-singularity\n")),
                        piece(65_600, text("_BHRfS_M")),
                        piece(32_769, text("CD001")),
                        piece(0, text("{\"schemaVersion\":2}")),
                        piece(0, text("FROM debian\n")),
                        piece(69_000, text("x")),
                        piece(69_000, new byte[1]),
                        tarInPieces)
                .flatMap(pieces ->
                        Stream.of(0, 1, 2, 9, 20).map(where -> Seeds.joined(new byte[] {where.byteValue()}, pieces)))
                .toList();
    }

    /** Reads the bytes where the input says. */
    static void read(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        int where = data[0] & 0xff;
        byte[] foreign = TarRepair.checksums(file(data));
        if (where == 0) {
            FuzzTarget.openArchive(foreign);
            throw new AssertionError("is no archive of images, but was opened");
        }
        int type = where / 4 % (TYPES.size() + 1) - 1;
        boolean isBase = where % 2 == 1;
        boolean isKept = isBase && where / 2 % 2 == 1;
        Optional<byte[]> result = squashed(foreign, type, isBase, where / 2 % 2 == 1);
        boolean isTar = type < TYPES_OF_TARS && (isCompressed(foreign) || isZero(foreign) || hasHeader(foreign));
        if (result.isPresent() && isKept) {
            requireFirstLayer(result.get(), foreign);
        } else if (result.isPresent() && !isTar) {
            throw new AssertionError("is no tar, but was taken for a layer");
        }
    }

    private static Optional<byte[]> squashed(byte[] foreign, int type, boolean isBase, boolean upperOnly)
            throws IOException {
        byte[] other = layer().file("other", "O").toBytes();
        List<byte[]> layers = isBase ? List.of(foreign, other) : List.of(other, foreign);
        LayerChoice choice = upperOnly ? new LayerChoice.Upper(1) : new LayerChoice.All();
        try {
            return Optional.of(SquashTwice.squash(
                    type < 0 ? SquashTwice.archive(layers) : typed(layers, type),
                    request -> request.withLayers(choice)));
        } catch (InvalidImageException e) {
            OneLine.require(e.getMessage());
            return Optional.empty();
        }
    }

    /** A layer that is kept is not read, and stays what it is. */
    private static void requireFirstLayer(byte[] archive, byte[] foreign) throws IOException {
        if (!WrittenArchive.of(archive).config().toString().contains("[\"" + Blobs.digest(foreign) + '"')) {
            throw new AssertionError("a kept layer has changed");
        }
    }

    private static byte[] typed(List<byte[]> layers, int type) {
        ImageBuilder image = ImageBuilder.image("app:1");
        layers.forEach(layer -> image.layer(layer, Compression.NONE));
        return ArchiveDialect.PODMAN_OCI
                .members(image)
                .editOciManifest(json -> json.replace(TAR_TYPE, TYPES.get(type)) + " ")
                .toBytes();
    }

    private static byte[] file(byte[] data) {
        byte[] file = new byte[LARGEST];
        int size = 0;
        for (int at = 1; at + 4 <= data.length; ) {
            int position = ((data[at] & 0xff) << 16 | (data[at + 1] & 0xff) << 8 | data[at + 2] & 0xff) % LARGEST;
            int length = Math.min(data[at + 3] & 0xff, Math.min(data.length - at - 4, LARGEST - position));
            System.arraycopy(data, at + 4, file, position, length);
            size = Math.max(size, position + length);
            at += 4 + Math.max(length, 1);
        }
        return Arrays.copyOf(file, size);
    }

    private static byte[] piece(int position, byte[] bytes) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.write(position >> 16);
        piece.write(position >> 8);
        piece.write(position);
        piece.write(bytes.length);
        piece.writeBytes(bytes);
        return piece.toByteArray();
    }

    /** What is in compressed data is not looked at here. */
    private static boolean isCompressed(byte[] bytes) {
        return startsWith(bytes, "1f8b") || startsWith(bytes, "28b52ffd") || startsWith(bytes, "2a4d18");
    }

    private static boolean startsWith(byte[] bytes, String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        int at = magic.length == 3 ? 1 : 0;
        return bytes.length >= at + magic.length && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
    }

    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    /** Whether the first block has the sum that it says, of signed or of unsigned bytes. */
    private static boolean hasHeader(byte[] bytes) {
        byte[] block = Arrays.copyOf(bytes, BLOCK);
        String field = new String(block, CHECKSUM, 8, StandardCharsets.ISO_8859_1);
        String digits = field.strip().replaceFirst("(?s)[\0 ].*", "");
        if (!digits.matches("[0-7]{1,8}")) {
            return false;
        }
        Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        int signed = 0;
        int unsigned = 0;
        for (byte b : block) {
            signed += b;
            unsigned += b & 0xff;
        }
        int expected = Integer.parseInt(digits, 8);
        return expected == signed || expected == unsigned;
    }

    private static byte[] text(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
