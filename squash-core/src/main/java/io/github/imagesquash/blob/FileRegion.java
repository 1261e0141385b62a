// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A slice of an open file. It can be read in place any number of times, from any thread. It does not own the channel.
 *
 * @param channel the file
 * @param offset where the slice begins in the file, in bytes
 * @param size its length, in bytes
 */
public record FileRegion(FileChannel channel, long offset, long size) implements Blob, PositionedBytes {

    public FileRegion {
        if (offset < 0 || size < 0) {
            throw new IllegalArgumentException("negative offset or size: " + offset + ", " + size);
        }
    }

    /** A part of this slice; {@code from} counts from this slice's beginning. */
    public FileRegion slice(long from, long length) {
        if (from < 0 || length < 0 || from + length > size) {
            throw new IllegalArgumentException("slice " + from + "+" + length + " outside of " + size + " bytes");
        }
        return new FileRegion(channel, offset + from, length);
    }

    /**
     * Reads up to {@code length} bytes at {@code position}, fewer only at the slice's end.
     *
     * @return how many bytes were read; -1 at or past the end
     */
    @Override
    public int read(long position, byte[] buffer, int start, int length) throws IOException {
        long left = size - position;
        if (left <= 0) {
            return -1;
        }
        ByteBuffer target = ByteBuffer.wrap(buffer, start, (int) Math.min(length, left));
        while (target.hasRemaining()) {
            int n = channel.read(target, offset + position + target.position() - start);
            if (n < 0) {
                throw NamedChannel.named(channel, new EOFException("became shorter while squash read it"));
            }
        }
        return target.position() - start;
    }

    /** The whole slice in memory; for control files whose size was checked before. */
    public byte[] readAll() throws IOException {
        byte[] all = new byte[Math.toIntExact(size)];
        if (all.length > 0) {
            read(0, all, 0, all.length);
        }
        return all;
    }

    @Override
    public byte[] head(int length) throws IOException {
        return slice(0, Math.min(length, size)).readAll();
    }

    /** Whether another slice holds the same bytes. */
    public boolean sameBytes(FileRegion other) throws IOException {
        byte[] mine = new byte[1 << 16];
        byte[] others = new byte[1 << 16];
        boolean same = size == other.size;
        for (long at = 0; same && at < size; at += mine.length) {
            int n = read(at, mine, 0, mine.length);
            other.read(at, others, 0, n);
            same = Arrays.equals(mine, 0, n, others, 0, n);
        }
        return same;
    }

    @Override
    public InputStream stream() {
        return new PositionedStream(this);
    }
}
