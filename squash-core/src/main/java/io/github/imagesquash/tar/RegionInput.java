// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;

/**
 * A tar in a file. It reads through a buffer, so that the many small reads of headers are cheap, and skips by moving
 * its position, so that unused content is not read at all.
 */
public final class RegionInput implements TarInput {
    /** Large enough for many small files in one read, small enough to waste little before a large file is skipped. */
    private static final int BUFFER_SIZE = 64 * 1024;

    private final FileRegion region;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int next;
    private int filled;
    /** Position of the buffer's end in the region, in bytes. */
    private long bufferEnd;

    public RegionInput(FileRegion region) {
        this.region = region;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        if (next == filled) {
            if (length >= BUFFER_SIZE) {
                return readPastBuffer(target, start, length);
            }
            int n = region.read(bufferEnd, buffer, 0, BUFFER_SIZE);
            if (n < 0) {
                return -1;
            }
            bufferEnd += n;
            filled = n;
            next = 0;
        }
        int n = Math.min(length, filled - next);
        System.arraycopy(buffer, next, target, start, n);
        next += n;
        return n;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, region.size() - position());
        if (skipped <= filled - next) {
            next += (int) skipped;
        } else {
            bufferEnd = position() + skipped;
            next = 0;
            filled = 0;
        }
        return skipped;
    }

    @Override
    public long position() {
        return bufferEnd - (filled - next);
    }

    private int readPastBuffer(byte[] target, int start, int length) throws IOException {
        int n = region.read(bufferEnd, target, start, length);
        bufferEnd += Math.max(0, n);
        return n;
    }
}
