// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;

/** Writes a blob at the channel's position, and counts and hashes its bytes. */
final class StoredBlob extends OutputStream {
    private final FileChannel channel;
    private final Optional<MessageDigest> hash;
    private final ByteMeter written;
    private long size;

    /**
     * @param hash computes the digest, unless it is computed elsewhere
     * @param written counts bytes that are in the file
     */
    StoredBlob(FileChannel channel, Optional<MessageDigest> hash, ByteMeter written) {
        this.channel = channel;
        this.hash = hash;
        this.written = written;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        hash.ifPresent(digest -> digest.update(bytes, start, length));
        ByteBuffer buffer = ByteBuffer.wrap(bytes, start, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        size += length;
        written.passed(length);
    }

    /** Bytes written. */
    long size() {
        return size;
    }
}
