// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Distinguishes a tar from other files that users give by mistake, to explain the mistake. */
final class ArchiveFormat {
    /** The end of a message that refuses a file. */
    static final String EXPECTED = "expected an archive made by docker save -o, podman save or docker buildx";

    /** The number of bytes that distinguish the formats. */
    static final int HEAD = 16;

    private static final int USTAR_OFFSET = 257;
    private static final byte[] USTAR = ascii("ustar");
    private static final byte[] ZIP = ascii("PK\3\4");
    private static final byte[] EMPTY_ZIP = ascii("PK\5\6");

    private ArchiveFormat() {}

    /**
     * Refuses other recognisable formats before they are read.
     *
     * @param head the first bytes, fewer than {@value #HEAD} only if the file is shorter
     */
    static void requireArchive(byte[] head, String where) throws InvalidImageException {
        if (head.length == 0) {
            throw new InvalidImageException(where, "the file is empty; " + EXPECTED);
        }
        if (startsWith(head, head.length, ZIP) || startsWith(head, head.length, EMPTY_ZIP)) {
            throw new InvalidImageException(where, "this is a zip file; " + EXPECTED);
        }
    }

    /** The error for bytes that are not a tar: it names the format, if it is recognised. */
    static InvalidImageException noTar(FileRegion bytes, String where) throws IOException {
        String what = ForeignInput.of(bytes).orElse("this is not a tar archive");
        return new InvalidImageException(where, what + "; " + EXPECTED);
    }

    /** Whether the first header carries the magic of POSIX and GNU tar; the oldest tars have none. */
    static boolean isUstar(FileRegion archive) throws IOException {
        byte[] magic = new byte[USTAR.length];
        return archive.read(USTAR_OFFSET, magic, 0, magic.length) == magic.length && Arrays.equals(magic, USTAR);
    }

    private static boolean startsWith(byte[] head, int length, byte[] magic) {
        return length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
