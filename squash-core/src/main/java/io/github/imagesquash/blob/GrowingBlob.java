// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;

/**
 * A blob that one thread writes into a file while another reads it from there. The reader waits for bytes that are not
 * written yet.
 */
public final class GrowingBlob {
    private final FileChannel file;
    private final long offset;
    private long size;
    private boolean complete;
    private boolean abandoned;

    /**
     * @param file the file, readable
     * @param offset where the blob begins in it, in bytes
     */
    public GrowingBlob(FileChannel file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    /** Records that these many more bytes are in the file. */
    public synchronized void grewBy(long bytes) {
        size += bytes;
        notifyAll();
    }

    /** Records that no more bytes will follow. */
    public synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** Records that the blob will never be complete: the reader gets an error. Does nothing if it is complete. */
    public synchronized void abandon() {
        abandoned = !complete;
        notifyAll();
    }

    /** What is written so far, or all of it when it is complete. */
    public synchronized FileRegion written() {
        return new FileRegion(file, offset, size);
    }

    /** The part that can be read at a position: empty at the end of the complete blob. */
    private synchronized FileRegion await(long position) throws IOException {
        try {
            while (size == position && !complete && !abandoned) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (abandoned) {
            throw new IOException("the rest was not written");
        }
        return written();
    }

    /** Its bytes from the first one on; the end of the stream is that of the complete blob. */
    public InputStream stream() {
        return new PositionedStream(new PositionedBytes() {
            @Override
            public long size() {
                return written().size();
            }

            @Override
            public int read(long position, byte[] buffer, int start, int length) throws IOException {
                return await(position).read(position, buffer, start, length);
            }
        });
    }
}
