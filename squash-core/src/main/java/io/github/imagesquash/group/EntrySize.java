// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;

/** The size of an entry in a tar, so that plans respect limits before a byte is written. Never too small. */
final class EntrySize {
    private static final int BLOCK = 512;
    private static final int LONGEST_IN_USTAR = 100;
    private static final long LARGEST_IN_USTAR = 1L << 33;
    private static final int LARGEST_ID_IN_USTAR = 1 << 21;

    /** The maximum size of PAX records of numbers and times, and of the keys of names. */
    private static final int RECORDS = 512;

    private EntrySize() {}

    /** The bytes of an entry's headers; the target is that of a link of either kind. */
    static long of(int pathLength, int target, long size, Attributes a) {
        boolean plain = pathLength <= LONGEST_IN_USTAR
                && target <= LONGEST_IN_USTAR
                && size < LARGEST_IN_USTAR
                && a.records().isEmpty()
                && a.mtimeNanos() == 0
                && a.mtimeSeconds() >= 0
                && a.mtimeSeconds() < LARGEST_IN_USTAR
                && a.uid() < LARGEST_ID_IN_USTAR
                && a.gid() < LARGEST_ID_IN_USTAR;
        // A record is its value and at most this number of bytes for key and length.
        long records = a.records().bytes() + 64L * a.records().size();
        return plain ? BLOCK : 2 * BLOCK + padded(pathLength + target + records + RECORDS);
    }

    /** A content with the padding of its last block. */
    static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
