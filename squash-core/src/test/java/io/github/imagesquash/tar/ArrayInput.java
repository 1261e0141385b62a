// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

/** A tar in memory that gives at most so many bytes a read, as a decompressor may. */
final class ArrayInput implements TarInput {
    private final byte[] bytes;
    private final int largestRead;
    private int position;

    ArrayInput(byte[] bytes, int largestRead) {
        this.bytes = bytes;
        this.largestRead = largestRead;
    }

    @Override
    public int read(byte[] buffer, int start, int length) {
        int n = Math.min(Math.min(length, largestRead), bytes.length - position);
        System.arraycopy(bytes, position, buffer, start, n);
        position += n;
        return n == 0 ? -1 : n;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.min(count, bytes.length - position);
        position += (int) skipped;
        return skipped;
    }

    @Override
    public long position() {
        return position;
    }
}
