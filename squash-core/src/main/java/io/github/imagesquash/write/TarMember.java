// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarHeader;
import java.nio.charset.StandardCharsets;

/** The headers of the outer archive's members: regular files, mode 0644, owner root, time 1970. */
final class TarMember {
    /** Bytes of a block, and of a header whose size fits into ustar. */
    static final int BLOCK = 512;

    /** The first size that ustar's eleven octal digits cannot hold, in bytes. */
    private static final long TOO_LARGE = 1L << 33;

    private static final byte[] NO_TARGET = {};

    private TarMember() {}

    /**
     * A member's header, which is as long as that of its largest possible size, because its space is reserved before
     * the size is known.
     *
     * @param atMost an upper bound of the size, in bytes
     */
    static byte[] header(String name, long size, long atMost) throws InvalidImageException {
        PaxRecords records = atMost < TOO_LARGE
                ? PaxRecords.EMPTY
                : PaxRecords.EMPTY.with("size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        return TarEncoder.encode(
                new TarHeader(path, EntryType.REGULAR, 0644, 0, 0, 0, 0, size, NO_TARGET, 0, 0, records));
    }

    /** A size rounded up to whole blocks. */
    static long padded(long size) {
        return Math.ceilDiv(size, BLOCK) * BLOCK;
    }
}
