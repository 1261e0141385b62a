// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.OutputStream;

/** Opens the encoder of a compression. */
public final class BlobEncoders {
    private BlobEncoders() {}

    /**
     * An encoder of one blob. Its stored bytes stay the same as long as the bundled versions of zstd and libdeflate
     * stay the same. Memory is a few MiB a thread for gzip, and for zstd as much as the library uses: about 60 MiB at
     * level 3, up to 300 MiB at level 15, gigabytes from level 20 on.
     *
     * @param level within the compression's range, see {@link Compression#requireLevel}
     * @param contentSize exact size of the content, in bytes
     * @param threads how many threads may compress, at least 1; the stored bytes do not depend on it
     * @param out receives the stored bytes in large pieces; not closed, and not flushed
     * @throws IOException if this platform lacks the native library of the compression
     */
    public static BlobEncoder open(Compression compression, int level, long contentSize, int threads, OutputStream out)
            throws IOException {
        compression.requireLevel(level);
        if (contentSize < 0 || threads < 1) {
            throw new IllegalArgumentException("content size " + contentSize + ", threads " + threads);
        }
        ContentSize size = new ContentSize(contentSize);
        return switch (compression) {
            case NONE -> new PlainEncoder(size, out);
            case GZIP -> GzipEncoder.open(level, size, threads, out);
            case ZSTD -> ZstdEncoder.open(level, size, threads, out);
        };
    }
}
