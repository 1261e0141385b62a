// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open file for the bytes of several. Each part takes blocks of it as it grows, so that parts of unknown length can be
 * written side by side. Parts are written by one thread each, and read when they are complete.
 */
final class SharedFile {
    /** What a part wastes at most; the file system keeps no room for what was never written. */
    static final int BLOCK = 1 << 20;

    private final FileChannel file;
    private final AtomicLong blocks = new AtomicLong();

    /** @param file an empty file, which stays open as long as a part is used */
    SharedFile(FileChannel file) {
        this.file = file;
    }

    /** A new empty part. Closing it does nothing to the file. */
    FileChannel newPart() {
        return new Part();
    }

    private final class Part extends AppendedChannel {
        private long[] places = new long[0];
        private long size;

        @Override
        public int write(ByteBuffer source) throws IOException {
            int written = 0;
            while (source.hasRemaining()) {
                if (size % BLOCK == 0) {
                    takeBlock();
                }
                int n = file.write(inBlock(source, size), place(size));
                source.position(source.position() + n);
                size += n;
                written += n;
            }
            return written;
        }

        private void takeBlock() {
            int block = Math.toIntExact(size / BLOCK);
            if (block == places.length) {
                places = Arrays.copyOf(places, block + 1 + block / 2);
            }
            places[block] = blocks.getAndIncrement() * BLOCK;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (position >= size) {
                return -1;
            }
            ByteBuffer piece = inBlock(target, position);
            piece.limit((int) Math.min(piece.limit(), piece.position() + size - position));
            int n = file.read(piece, place(position));
            target.position(target.position() + Math.max(0, n));
            return n;
        }

        /** As much of a buffer as fits into the block of a position; it moves no position of the buffer's. */
        private ByteBuffer inBlock(ByteBuffer buffer, long position) {
            int left = BLOCK - (int) (position % BLOCK);
            return buffer.duplicate().limit(buffer.position() + Math.min(buffer.remaining(), left));
        }

        /** Where a position of the part is in the file. */
        private long place(long position) {
            return places[(int) (position / BLOCK)] + position % BLOCK;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        protected void implCloseChannel() {
            // the file is the spool's
        }
    }
}
