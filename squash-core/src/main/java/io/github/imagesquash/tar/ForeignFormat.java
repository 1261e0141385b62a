// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Identifies other formats than tar by their magic. File system images have their magic behind a boot block of zeros,
 * which ends a tar, so the table is used only if no tar header was found.
 */
public final class ForeignFormat {
    /** The number of bytes that distinguish all formats. */
    public static final int REACH = (64 << 10) + 72;

    private record Signature(String name, int offset, byte[] magic) {
        boolean isIn(byte[] start) {
            int end = offset + magic.length;
            return start.length >= end && Arrays.equals(start, offset, end, magic, 0, magic.length);
        }
    }

    /** The longer ones first, because two bytes may occur anywhere by chance. */
    private static final List<Signature> SIGNATURES = Stream.of(
                    hex("an EROFS file system", 1024, "e2e1f5e0"),
                    hex("an F2FS file system", 1024, "1020f5f2"),
                    text("a Btrfs file system", (64 << 10) + 64, "_BHRfS_M"),
                    text("an ISO 9660 file system", (32 << 10) + 1, "CD001"),
                    text("a squashfs file system", 0, "hsqs"),
                    text("a squashfs file system", 0, "sqsh"),
                    text("an XFS file system", 0, "XFSB"),
                    text("a romfs file system", 0, "-rom1fs-"),
                    hex("a cramfs file system", 0, "453dcd28"),
                    text("a Singularity image", 32, "SIF_MAGIC"),
                    text("a bootstrap of nydus", 0, "SFAR"),
                    hex("a block device of overlaybd", 0, "4c534d5400010200"),
                    hex("an encrypted disk (LUKS)", 0, "4c554b53babe"),
                    hex("a disk image (qcow2)", 0, "514649fb"),
                    text("a disk image (VMDK)", 0, "KDMV"),
                    text("a disk image (VHDX)", 0, "vhdxfile"),
                    text("a partitioned disk", 512, "EFI PART"),
                    text("a zip file", 0, "PK\3\4"),
                    text("a zip file", 0, "PK\5\6"),
                    hex("a 7-Zip file", 0, "377abcaf271c"),
                    text("a cpio archive", 0, "07070"),
                    text("an ar archive, as Debian packages are", 0, "!<arch>\n"),
                    hex("an RPM package", 0, "edabeedb"),
                    hex("an ELF program", 0, "7f454c46"),
                    hex("a WebAssembly module", 0, "0061736d"),
                    text("an SQLite database", 0, "SQLite format 3\0"),
                    text("a PDF document", 0, "%PDF"),
                    hex("xz data", 0, "fd377a585a00"),
                    text("bzip2 data", 0, "BZh"),
                    hex("zstd data, compressed twice perhaps", 0, "28b52ffd"),
                    hex("lz4 data", 0, "04224d18"),
                    hex("gzip data, compressed twice perhaps", 0, "1f8b"),
                    hex("an ext2, ext3 or ext4 file system", 1080, "53ef"),
                    hex("a disk or FAT file system", 510, "55aa"),
                    text("a program for Windows", 0, "MZ"),
                    text("a script", 0, "#!"),
                    text("a JSON document", 0, "{"))
            .toList();

    private ForeignFormat() {}

    /**
     * The format's name with its article.
     *
     * @param start the first bytes, {@value #REACH} of them if there are as many; they do not begin with a tar header
     */
    static Optional<String> of(byte[] start) {
        return SIGNATURES.stream()
                .filter(signature -> signature.isIn(start))
                .map(Signature::name)
                .findFirst();
    }

    /**
     * The format of a layer that is not going to be read, as far as its first bytes show it; empty if it may be a tar.
     *
     * @param start the first bytes, {@value #REACH} of them if there are as many
     */
    public static Optional<String> insteadOfTar(byte[] start) {
        return hasTarHeader(start) ? Optional.empty() : of(start);
    }

    private static boolean hasTarHeader(byte[] start) {
        HeaderBlock block = new HeaderBlock();
        System.arraycopy(start, 0, block.bytes(), 0, Math.min(start.length, HeaderBlock.SIZE));
        try {
            block.verifyChecksum();
            return !block.isZero();
        } catch (MalformedTarException _) {
            return false;
        }
    }

    private static Signature text(String name, int offset, String magic) {
        return new Signature(name, offset, magic.getBytes(StandardCharsets.US_ASCII));
    }

    private static Signature hex(String name, int offset, String magic) {
        return new Signature(name, offset, HexFormat.of().parseHex(magic));
    }
}
