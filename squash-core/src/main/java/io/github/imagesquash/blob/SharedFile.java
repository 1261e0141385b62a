// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open file that holds several parts. Each part takes blocks of it as it grows, so that parts of unknown length can
 * be written in parallel. One thread writes each part; it is read when it is complete.
 */
final class SharedFile {
    /** The maximum waste of a part; the file system reserves no space for blocks that were never written. */
    static final int BLOCK = 1 << 20;

    private final FileChannel file;
    private final AtomicLong blocks = new AtomicLong();

    /** @param file an empty file, which stays open as long as a part is used */
    SharedFile(FileChannel file) {
        this.file = file;
    }

    /** A new empty part. Closing it does not close the file. */
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

        /** The part of a buffer that fits into the block of a position; the buffer's own position does not change. */
        private ByteBuffer inBlock(ByteBuffer buffer, long position) {
            int left = BLOCK - (int) (position % BLOCK);
            return buffer.duplicate().limit(buffer.position() + Math.min(buffer.remaining(), left));
        }

        /** The position in the file of a position in the part. */
        private long place(long position) {
            return places[(int) (position / BLOCK)] + position % BLOCK;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        protected void implCloseChannel() {
            // the file belongs to the spool
        }
    }
}
