// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

/** The disk space that a cache may take, in bytes. */
final class DiskBudget {
    private long free;

    /** @param capacity all of it */
    DiskBudget(long capacity) {
        free = capacity;
    }

    /** Takes some of it, unless that is more than what is free. */
    synchronized boolean take(long bytes) {
        boolean enough = bytes <= free;
        free -= enough ? bytes : 0;
        return enough;
    }

    /** Gives some back. */
    synchronized void giveBack(long bytes) {
        free += bytes;
    }
}
