// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.IOException;

/** The bytes of one tar, from the beginning. */
public interface TarInput {
    /**
     * Reads at most {@code length} bytes.
     *
     * @return the number of bytes, at least 1; -1 at the end
     */
    int read(byte[] buffer, int start, int length) throws IOException;

    /**
     * Skips bytes.
     *
     * @return the number of skipped bytes; fewer than requested only if the input ended
     */
    long skip(long bytes) throws IOException;

    /** The number of bytes read or skipped so far. */
    long position();
}
