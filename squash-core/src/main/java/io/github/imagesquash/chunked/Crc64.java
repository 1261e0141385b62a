// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of a file in tar-split data: CRC-64 with the polynomial of ISO 3309, x^64 + x^4 + x^3 + x + 1, bits
 * reflected. The polynomial has few terms, and so have its powers, so multiplying needs only shifts. Four words are
 * summed side by side, each 32 bytes after the one before it, because one sum would wait for the result of its last
 * step.
 */
final class Crc64 {
    private static final long POLYNOMIAL = 0xD800000000000000L;
    private static final int STRIDE = 4 * Long.BYTES;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] BYTES = table();

    private long state = -1;

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long value = i;
            for (int shift = 0; shift < Byte.SIZE; shift++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    void update(byte[] bytes, int start, int length) {
        int end = start + length;
        int wordsEnd = length < STRIDE ? start : words(bytes, start, end);
        long crc = state;
        for (int at = wordsEnd; at < end; at++) {
            crc = crc >>> 8 ^ BYTES[(int) (crc ^ bytes[at]) & 0xff];
        }
        state = crc;
    }

    /** Sums all whole strides, and returns their end. */
    private int words(byte[] bytes, int start, int end) {
        long a = state ^ word(bytes, start, 0);
        long b = word(bytes, start, 1);
        long c = word(bytes, start, 2);
        long d = word(bytes, start, 3);
        int at = start + STRIDE;
        for (; at <= end - STRIDE; at += STRIDE) {
            a = timesStride(a) ^ word(bytes, at, 0);
            b = timesStride(b) ^ word(bytes, at, 1);
            c = timesStride(c) ^ word(bytes, at, 2);
            d = timesStride(d) ^ word(bytes, at, 3);
        }
        state = timesWord(timesWord(timesWord(timesWord(a) ^ b) ^ c) ^ d);
        return at;
    }

    private static long word(byte[] bytes, int at, int index) {
        return (long) LONGS.get(bytes, at + index * Long.BYTES);
    }

    /** Times x^64, which is x^4 + x^3 + x + 1. */
    private static long timesWord(long value) {
        return reduced(value ^ value >>> 1 ^ value >>> 3 ^ value >>> 4, value << 60 ^ value << 61 ^ value << 63);
    }

    /** Times x^256, the fourth power of that: x^16 + x^12 + x^4 + 1. */
    private static long timesStride(long value) {
        return reduced(value ^ value >>> 4 ^ value >>> 12 ^ value >>> 16, value << 48 ^ value << 52 ^ value << 60);
    }

    /** A product, given its terms below x^64 and those from there on. */
    private static long reduced(long low, long high) {
        return low ^ high ^ high >>> 1 ^ high >>> 3 ^ high >>> 4;
    }

    /** The checksum, highest byte first. */
    byte[] value() {
        return ByteBuffer.allocate(Long.BYTES).putLong(~state).array();
    }
}
