// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.IOException;

/** The bytes of one tar, front to back. */
public interface TarInput {
    /**
     * Reads at most {@code length} bytes.
     *
     * @return how many, at least 1; -1 at the end
     */
    int read(byte[] buffer, int start, int length) throws IOException;

    /**
     * Passes over bytes that are not needed.
     *
     * @return how many were passed over; fewer than asked only when the input ended
     */
    long skip(long bytes) throws IOException;

    /** How many bytes were read or passed over so far. */
    long position();
}
