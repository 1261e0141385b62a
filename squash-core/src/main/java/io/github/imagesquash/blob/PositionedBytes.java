// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;

/** Bytes that are read at any position, as often as wanted, from any thread. */
public interface PositionedBytes {
    /** How many bytes there are. */
    long size();

    /**
     * Reads up to {@code length} bytes at {@code position}, fewer only at the end.
     *
     * @return how many bytes were read; -1 at or past the end
     */
    int read(long position, byte[] buffer, int start, int length) throws IOException;
}
