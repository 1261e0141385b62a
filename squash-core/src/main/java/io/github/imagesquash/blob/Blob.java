// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;

/** Stored bytes, wherever they are, to be read from the beginning as often as wanted, from any thread. */
public interface Blob {
    /** How many bytes there are. */
    long size();

    /** The first bytes, fewer than {@code length} only where the blob is that short. */
    byte[] head(int length) throws IOException;

    /** A stream over all bytes, unbuffered: read from it in large pieces. */
    InputStream stream();
}
