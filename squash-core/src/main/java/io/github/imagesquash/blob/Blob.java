// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;

/** Stored bytes in any place. They can be read from the beginning any number of times, from any thread. */
public interface Blob {
    /** The number of bytes. */
    long size();

    /** The first bytes, fewer than {@code length} only if the blob is shorter. */
    byte[] head(int length) throws IOException;

    /** A stream over all bytes, unbuffered: read from it in large pieces. */
    InputStream stream();
}
