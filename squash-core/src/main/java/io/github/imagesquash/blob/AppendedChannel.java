// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A channel for bytes that need no file of their own: bytes are added at its end and read at any position, and it has a
 * size. The other operations of {@link FileChannel}, which {@link FileRegion} does not need, are refused.
 */
public abstract class AppendedChannel extends FileChannel {
    @Override
    public abstract int read(ByteBuffer target, long position) throws IOException;

    @Override
    public abstract int write(ByteBuffer source) throws IOException;

    @Override
    public abstract long size() throws IOException;

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("only added to at its end and read at positions");
    }

    @Override
    public int read(ByteBuffer target) {
        throw refused();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw refused();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw refused();
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        throw refused();
    }

    @Override
    public long position() {
        throw refused();
    }

    @Override
    public FileChannel position(long position) {
        throw refused();
    }

    @Override
    public FileChannel truncate(long size) {
        throw refused();
    }

    @Override
    public void force(boolean metadata) throws IOException {
        throw refused();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw refused();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw refused();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw refused();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw refused();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw refused();
    }
}
