// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of a file in tar-split data: CRC-64 with the polynomial of ISO 3309, x^64 + x^4 + x^3 + x + 1, bits
 * reflected. The polynomial has few terms, so eight bytes need only some shifts: multiplying by x^64 is multiplying by
 * x^4 + x^3 + x + 1, and only the four lowest bits overflow.
 */
final class Crc64 {
    private static final long POLYNOMIAL = 0xD800000000000000L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] OVERFLOW = table(16, Long.SIZE);
    private static final long[] BYTES = table(256, Byte.SIZE);

    private long state = -1;

    private static long[] table(int entries, int shifts) {
        long[] table = new long[entries];
        for (int i = 0; i < entries; i++) {
            long value = i;
            for (int shift = 0; shift < shifts; shift++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    void update(byte[] bytes, int start, int length) {
        long crc = state;
        int end = start + length;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            crc ^= (long) LONGS.get(bytes, at);
            long even = crc & -16;
            crc = even ^ even >>> 1 ^ even >>> 3 ^ even >>> 4 ^ OVERFLOW[(int) crc & 15];
        }
        for (; at < end; at++) {
            crc = crc >>> 8 ^ BYTES[(int) (crc ^ bytes[at]) & 0xff];
        }
        state = crc;
    }

    /** The checksum, highest byte first. */
    byte[] value() {
        return ByteBuffer.allocate(Long.BYTES).putLong(~state).array();
    }
}
