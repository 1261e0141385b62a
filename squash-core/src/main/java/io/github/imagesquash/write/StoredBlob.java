// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.List;

/** Writes a blob at the channel's position, and counts and hashes its bytes. */
final class StoredBlob extends OutputStream {
    private final FileChannel channel;
    private final List<MessageDigest> hash;
    private long size;

    /** @param hashed false if the same bytes are hashed elsewhere; then there is no {@link #digest} */
    StoredBlob(FileChannel channel, boolean hashed) {
        this.channel = channel;
        this.hash = hashed ? List.of(Digest.newSha256()) : List.of();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        hash.forEach(digest -> digest.update(bytes, start, length));
        ByteBuffer buffer = ByteBuffer.wrap(bytes, start, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        size += length;
    }

    /** Bytes written. */
    long size() {
        return size;
    }

    /** The digest of the bytes written. */
    Digest digest() {
        return Digest.sha256(hash.getFirst());
    }
}
