// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.tar.TarInput;

/** A tar in memory. */
final class MemoryInput implements TarInput {
    private final byte[] tar;
    private int position;

    MemoryInput(byte[] tar) {
        this.tar = tar;
    }

    @Override
    public int read(byte[] buffer, int start, int length) {
        int n = Math.min(length, tar.length - position);
        System.arraycopy(tar, position, buffer, start, n);
        position += n;
        return n == 0 ? -1 : n;
    }

    @Override
    public long skip(long bytes) {
        int n = (int) Math.min(bytes, tar.length - position);
        position += n;
        return n;
    }

    @Override
    public long position() {
        return position;
    }
}
