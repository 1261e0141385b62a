// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.ForeignFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises files that users give instead of an archive, to say what to do. */
final class ForeignInput {
    private static final int HEAD = ForeignFormat.REACH;
    private static final int MOST_TEXT = 8 << 10;
    private static final int SCANNED = 4 << 20;
    private static final int MAGIC_OFFSET = 257;
    private static final int BLOCK = 512;

    private static final String SPOILT =
            "; write it with -o, as in docker save -o FILE IMAGE, and copy it as binary data";

    /** Bytes at an offset, of formats that cannot be mistaken for a layer. */
    private record Magic(String what, int offset, String hex) {
        boolean isIn(byte[] head) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            int end = offset + bytes.length;
            return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
        }
    }

    private static final List<Magic> MAGICS = List.of(
            new Magic("UTF-16 text, which PowerShell's > makes of an archive" + SPOILT, 0, "fffe"),
            new Magic("UTF-16 text, which PowerShell's > makes of an archive" + SPOILT, 0, "feff"),
            new Magic("gzip data that was converted as text in transit" + SPOILT, 0, "1fefbfbd"),
            new Magic("zstd data that was converted as text in transit" + SPOILT, 0, "28efbfbd"),
            new Magic("a Singularity image (SIF); convert its source instead", 32, "5349465f4d41474943"),
            new Magic("a disk image (VHD)", 0, "636f6e6563746978"),
            new Magic("a RAR file", 0, "526172211a07"),
            new Magic("an lzip file; decompress it with lzip -d", 0, "4c5a4950"),
            new Magic("an encrypted file", 0, "53616c7465645f5f"));

    /** The beginning or a part of a text, in lower case. */
    private record Text(Pattern pattern, String what) {
        Text(String pattern, String what) {
            this(Pattern.compile(pattern), what);
        }
    }

    private static final List<Text> TEXTS = List.of(
            new Text("\\A<(!doctype html|html)", "an HTML page, perhaps a server's error; download the archive again"),
            new Text("\\A<(\\?xml|error)", "an XML document, perhaps a server's error"),
            new Text("\\Aversion https://git-lfs", "a pointer of Git LFS; get the file itself with git lfs pull"),
            new Text("\\A(-----begin pgp|age-encryption)", "an encrypted file; decrypt it first"),
            new Text(
                    "\\A[{\\[](?s:.){0,4000}?\"schemaversion\"",
                    "a manifest or index without its blobs; name the image as docker://NAME, or its layout's directory"),
            new Text("\\A[{\\[][\\s\"{\\[\\]}]", "a JSON document"),
            new Text(
                    "(?m)^[ \\t]{0,80}+from[ \\t]+\\S",
                    "a Dockerfile; build it with docker build -t NAME, then name the image NAME"),
            new Text("", "a text file"));

    private ForeignInput() {}

    /** The kind of bytes, as a sentence without a full stop; empty if unknown. */
    static Optional<String> of(FileRegion bytes) throws IOException {
        byte[] head = bytes.head(HEAD);
        Optional<String> text = isText(head) ? text(head) : Optional.empty();
        Optional<String> what = text.isPresent()
                ? text
                : MAGICS.stream()
                        .filter(magic -> magic.isIn(head))
                        .map(Magic::what)
                        .findFirst()
                        .or(() -> ForeignFormat.insteadOfTar(head));
        return (what.isEmpty() && isZero(head) ? Optional.of("a file of zeros, or a tar without files") : what)
                .map(found -> "this is " + found);
    }

    /**
     * The error for a damaged tar: the original one, or that bytes were added or replaced. Headers that do not start at
     * the beginning of a block, and the replacement characters of text, show that.
     */
    static InvalidImageException spoilt(FileRegion tar, String where, InvalidImageException broken) throws IOException {
        String start = new String(tar.head(SCANNED), StandardCharsets.ISO_8859_1);
        for (int at = start.indexOf("ustar"); at >= 0; at = start.indexOf("ustar", at + 1)) {
            boolean header = start.startsWith("ustar\0" + "00", at) || start.startsWith("ustar  \0", at);
            if (header && (at - MAGIC_OFFSET) % BLOCK != 0) {
                return new InvalidImageException(
                        where,
                        "this is a tar to which bytes were added in transit, for example by converting LF to CR LF"
                                + SPOILT,
                        broken);
            }
        }
        return start.contains("\u00ef\u00bf\u00bd\u00ef\u00bf\u00bd")
                ? new InvalidImageException(
                        where, "this is a tar that was converted as text in transit" + SPOILT, broken)
                : broken;
    }

    private static Optional<String> text(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, MOST_TEXT), StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return TEXTS.stream()
                .filter(kind -> kind.pattern().matcher(text).find())
                .map(Text::what)
                .findFirst();
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return head.length > 0;
    }

    private static boolean isZero(byte[] head) {
        for (byte b : head) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
