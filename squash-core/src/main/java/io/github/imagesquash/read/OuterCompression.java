// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Compressions of whole archives besides gzip and zstd. Layers cannot have them, because engines differ on them. */
enum OuterCompression {
    XZ("xz", "fd377a585a00"),
    BZIP2("bzip2", "425a68"),
    LZ4("lz4", "04224d18"),
    COMPRESS("compress", "1f9d"),
    LZMA("lzma", "5d0000");

    /** The number of bytes that distinguish all of them. */
    static final int HEAD = 14;

    /** The same limit as for a zstd frame; xz -9 needs 65 MiB. */
    private static final int MAX_KIB = 128 << 10;

    private static final List<byte[]> BZIP2_BLOCKS = List.of(bytes("314159265359"), bytes("177245385090"));

    private static final int LZMA_SIZE = 5;

    private final String title;
    private final byte[] magic;

    OuterCompression(String title, String magic) {
        this.title = title;
        this.magic = bytes(magic);
    }

    /** The compression of a file with this beginning; empty for anything else. */
    static Optional<OuterCompression> detect(byte[] head, int length) {
        byte[] start = Arrays.copyOf(head, Math.clamp(length, 0, head.length));
        return Arrays.stream(values()).filter(one -> one.begins(start)).findFirst();
    }

    /** A tar begins with a name, which may begin like a short magic; so the following bytes must match as well. */
    private boolean begins(byte[] start) {
        return isAt(start, 0, magic)
                && switch (this) {
                    case XZ, LZ4, COMPRESS -> true;
                    case BZIP2 -> BZIP2_BLOCKS.stream().anyMatch(block -> isAt(start, 4, block));
                    case LZMA -> hasLzmaSize(start);
                };
    }

    /** Either unknown, which is all ones, or less than 1 TiB and not 0. */
    private static boolean hasLzmaSize(byte[] start) {
        if (start.length < LZMA_SIZE + Long.BYTES) {
            return false;
        }
        long size = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            size = size << Byte.SIZE | start[LZMA_SIZE + i] & 0xff;
        }
        return size == -1 || size > 0 && size < 1L << 40;
    }

    /**
     * The content, to the end of the last stream in it.
     *
     * @param where the name of the archive in messages
     */
    InputStream decompress(InputStream compressed, String where) throws IOException {
        return DecodedStream.of(new BufferedInputStream(compressed), this::decoder, title, where);
    }

    private InputStream decoder(InputStream in) throws IOException {
        return switch (this) {
            case XZ -> new XZInputStream(in, MAX_KIB);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case COMPRESS -> new ZCompressorInputStream(in, MAX_KIB);
            case LZMA -> new LZMAInputStream(in, MAX_KIB);
        };
    }

    private static boolean isAt(byte[] start, int offset, byte[] magic) {
        return start.length >= offset + magic.length
                && Arrays.equals(start, offset, offset + magic.length, magic, 0, magic.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Opens a library's decoder. */
    interface Decoder {
        /** @throws IOException also if the bytes are invalid */
        InputStream of(InputStream compressed) throws IOException;
    }
}
