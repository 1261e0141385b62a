// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * An open file that stays open when a thread is interrupted while it reads or writes. The system's channels close then,
 * which would take the file away from its other readers.
 */
final class UninterruptedFile extends AppendedChannel {
    private final RandomAccessFile file;

    /** @param file empty; closed with this channel */
    UninterruptedFile(RandomAccessFile file) {
        this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        byte[] bytes = new byte[target.hasArray() ? 0 : target.remaining()];
        file.seek(position);
        if (!target.hasArray()) {
            int n = file.read(bytes);
            target.put(bytes, 0, Math.max(0, n));
            return n;
        }
        int n = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        target.position(target.position() + Math.max(0, n));
        return n;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        return write(source, file.length());
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        int n = source.remaining();
        file.seek(position);
        if (source.hasArray()) {
            file.write(source.array(), source.arrayOffset() + source.position(), n);
            source.position(source.limit());
        } else {
            byte[] bytes = new byte[n];
            source.get(bytes);
            file.write(bytes);
        }
        return n;
    }

    @Override
    public synchronized long size() throws IOException {
        return file.length();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
