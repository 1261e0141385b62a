// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.imagesquash.blob.ZstdFrameEncoder;
import io.github.imagesquash.oci.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Data about a layer that is appended to it: compressed by zstd while it is written, so that a million entries need
 * little memory, and then stored as a skippable frame (RFC 8878, section 3.1.2), which readers of the tar ignore.
 */
final class MetadataFrame extends FilterOutputStream {
    /** Shorter matches occur in digests by chance, and cost more than they save: 6 % of a table. */
    private static final int MIN_MATCH = 6;

    /** The library is called for many entries at once. */
    private static final int BUFFER = 128 << 10;

    private final ByteArrayOutputStream stored;
    private long bytes;

    private MetadataFrame(ByteArrayOutputStream stored, int level) throws IOException {
        super(new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(stored, level).setMinMatch(MIN_MATCH), BUFFER));
        this.stored = stored;
    }

    /** @throws IOException if this platform lacks the native library */
    static MetadataFrame open(int level) throws IOException {
        ZstdFrameEncoder.open(level).close();
        return new MetadataFrame(new ByteArrayOutputStream(), level);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        bytes++;
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        out.write(buffer, start, length);
        bytes += length;
    }

    /** Does nothing: flushing would end a block of zstd. */
    @Override
    public void flush() {}

    /** The size before compression, in bytes. */
    long uncompressedBytes() {
        return bytes;
    }

    /** The size of the stored content, in bytes; after {@link #close}. */
    int storedBytes() {
        return stored.size();
    }

    /** Its place, if its content begins at a position of the blob; after {@link #close}. */
    ChunkedFooter.Part part(long offset) {
        return new ChunkedFooter.Part(offset, storedBytes(), bytes);
    }

    /** The digest of the stored content; after {@link #close}. */
    Digest digest() {
        return Digest.sha256Of(stored.toByteArray());
    }

    /** Writes the skippable frame; after {@link #close}. */
    void writeTo(OutputStream out) throws IOException {
        SkippableFrame.write(stored.toByteArray(), out);
    }
}
