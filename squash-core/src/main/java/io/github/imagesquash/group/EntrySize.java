// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;

/** What an entry takes in a tar, so that plans keep to limits before a byte is written. Never too little. */
final class EntrySize {
    private static final int BLOCK = 512;
    private static final int LONGEST_IN_USTAR = 100;
    private static final long LARGEST_IN_USTAR = 1L << 33;
    private static final int LARGEST_ID_IN_USTAR = 1 << 21;

    /** What PAX records of numbers and times, and the keys of names, take at most. */
    private static final int RECORDS = 512;

    private EntrySize() {}

    /** The bytes of an entry's headers; the target is what a link of either kind leads to. */
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
        // A record is its value and at most as much again for key and length as is counted here for each.
        long records = a.records().bytes() + 64L * a.records().size();
        return plain ? BLOCK : 2 * BLOCK + padded(pathLength + target + records + RECORDS);
    }

    /** A content with what fills its last block. */
    static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
