// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;

/**
 * Turns the content of a blob into its stored bytes, which go to an {@code OutputStream} given when it was opened. The
 * stored bytes depend only on content, compression and level, not on the number of threads or the sizes of writes. Used
 * by one thread at a time; that thread alone writes to the output, and never closes it.
 */
public interface BlobEncoder extends AutoCloseable {
    /**
     * Takes the next bytes of the content. {@code buffer} may be reused when this returns.
     *
     * @throws IOException if the output fails, or a thread compressing earlier bytes failed
     * @throws IllegalArgumentException if there are more bytes than announced
     */
    void write(byte[] buffer, int start, int length) throws IOException;

    /**
     * Ends the content; every stored byte is written when this returns, and no thread is left. Called once.
     *
     * @throws IOException as {@link #write}
     * @throws IllegalArgumentException if there were fewer bytes than announced
     */
    void finish() throws IOException;

    /** Stops all threads and frees memory. Before {@link #finish} this abandons the blob; afterwards it does nothing. */
    @Override
    void close();
}
