// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;

/** Bytes that can be read at any position, any number of times, from any thread. */
public interface PositionedBytes {
    /** The number of bytes. */
    long size();

    /**
     * Reads up to {@code length} bytes at {@code position}, fewer only at the end.
     *
     * @return how many bytes were read; -1 at or past the end
     */
    int read(long position, byte[] buffer, int start, int length) throws IOException;
}
