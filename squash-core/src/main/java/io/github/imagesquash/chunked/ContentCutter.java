// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

/**
 * Cuts a file's content where the content itself says so, by a rolling sum of its last 64 bytes (a gear hash, as in
 * FastCDC). A changed byte therefore changes only the chunks around it. The parameters are part of the format of the
 * output: other ones would give other bytes, and would share nothing with older images.
 */
final class ContentCutter {
    /** A chunk has at least this size, in bytes, unless the file ends. */
    static final int MIN = 256 << 10;

    /** A chunk has at most this size, in bytes. */
    static final int MAX = 2 << 20;

    /** One position of 2^19 is a cut, so chunks of varied content have about 700 KiB. */
    private static final int BITS = 19;

    private static final int WINDOW = Long.SIZE;
    private static final int WARM_UP = MIN - WINDOW;
    private static final long[] GEAR = gear();

    private int size;
    private long sum;

    /** SplitMix64 from a fixed seed. */
    private static long[] gear() {
        long[] gear = new long[256];
        long seed = 0;
        for (int i = 0; i < gear.length; i++) {
            seed += 0x9E3779B97F4A7C15L;
            long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            gear[i] = z ^ z >>> 31;
        }
        return gear;
    }

    /**
     * Takes bytes up to the end of the chunk.
     *
     * @return how many bytes of these belong to the chunk, at least 1 if {@code length} is; see {@link #isAtEnd}
     */
    int take(byte[] bytes, int start, int length) {
        int skipped = Math.clamp(WARM_UP - size, 0, length);
        size += skipped;
        int most = Math.min(length, skipped + MAX - size);
        long s = sum;
        int n = skipped;
        int counted = size - skipped;
        boolean cut = false;
        while (n < most && !cut) {
            s = (s << 1) + GEAR[bytes[start + n] & 0xff];
            n++;
            cut = s >>> Long.SIZE - BITS == 0 && counted + n >= MIN;
        }
        sum = s;
        size = cut ? MAX : counted + n;
        return n;
    }

    /** Whether the last byte taken ends a chunk. */
    boolean isAtEnd() {
        return size == MAX;
    }

    /** Begins a chunk. */
    void restart() {
        size = 0;
        sum = 0;
    }
}
