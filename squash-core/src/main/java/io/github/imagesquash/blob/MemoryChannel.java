// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.nio.ByteBuffer;

/** Bytes in memory, where a file is expected. */
public final class MemoryChannel extends AppendedChannel {
    private final byte[] bytes;

    private MemoryChannel(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** These bytes as a slice of a file. */
    public static FileRegion region(byte[] bytes) {
        return new FileRegion(new MemoryChannel(bytes), 0, bytes.length);
    }

    @Override
    public int read(ByteBuffer target, long position) {
        if (position >= bytes.length) {
            return -1;
        }
        int n = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, n);
        return n;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    protected void implCloseChannel() {
        // Nothing is open.
    }
}
