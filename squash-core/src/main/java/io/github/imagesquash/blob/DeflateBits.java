// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A deflate stream as bits, lowest first (RFC 1951, 3.1.1). The fields are accessible for the one loop that must be
 * fast.
 */
final class DeflateBits {
    /** How many readable bytes must follow a stream in its array, because bits are fetched eight bytes at a time. */
    static final int PADDING = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] stream;
    /** Index of the first byte without fetched bits. */
    int position;
    /** The fetched bits; those above {@link #count} are the following bits or 0. */
    long bits;

    int count;

    /** @param stream from index 0 on, with {@link #PADDING} bytes after its end */
    DeflateBits(byte[] stream) {
        this.stream = stream;
    }

    static long longAt(byte[] stream, int position) {
        return (long) LONG.get(stream, position);
    }

    /** Fetches bits, so that at least 56 are available. */
    void refill() {
        bits |= longAt(stream, position) << count;
        position += 63 - count >>> 3;
        count |= 56;
    }

    /** Skips fetched bits. */
    void pass(int bitCount) {
        bits >>>= bitCount;
        count -= bitCount;
    }

    /** The next {@code bitCount} bits, at most 16. */
    int take(int bitCount) {
        refill();
        int value = (int) bits & (1 << bitCount) - 1;
        pass(bitCount);
        return value;
    }

    /** Moves to the beginning of the next byte, unless it is at one, and skips some bytes from there. */
    void alignAndPass(int bytes) {
        position = (int) (bitPosition() + 7 >>> 3) + bytes;
        bits = 0;
        count = 0;
    }

    /** The number of skipped bits of the stream. */
    long bitPosition() {
        return 8L * position - count;
    }
}
