// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

/**
 * Finds the last block of a deflate stream (RFC 1951) by skipping the codes of all its blocks, without producing
 * content. There is no shorter way, because the length of a block is not stored. The stream comes from our own
 * compressor: if it is broken nevertheless, it throws an {@link IllegalStateException} or {@link
 * IndexOutOfBoundsException}.
 */
final class DeflateWalker {
    /**
     * The position of a stream's last block.
     *
     * @param headerBit position of its header, whose first bit marks it as the last, in bits from the stream's start
     * @param endBit position after its last code, in bits
     */
    record LastBlock(long headerBit, long endBit) {}

    private final BlockCodes codes = new BlockCodes();

    /**
     * @param stream holds the stream from index 0 on, with {@link DeflateBits#PADDING} bytes after it
     * @param length size of the stream, in bytes
     */
    LastBlock walk(byte[] stream, int length) {
        DeflateBits in = new DeflateBits(stream);
        long headerBit;
        boolean last;
        do {
            headerBit = in.bitPosition();
            last = in.take(1) == 1;
            passBlock(in);
        } while (!last);
        if (in.bitPosition() > 8L * length) {
            throw new IllegalStateException("deflate data is truncated");
        }
        return new LastBlock(headerBit, in.bitPosition());
    }

    private void passBlock(DeflateBits in) {
        switch (in.take(2)) {
            case 0 -> passStored(in);
            case 1 -> {
                codes.useFixed();
                passCodes(in);
            }
            case 2 -> {
                codes.read(in);
                passCodes(in);
            }
            default -> throw new IllegalStateException("unknown block type in deflate data");
        }
    }

    private static void passStored(DeflateBits in) {
        in.alignAndPass(0);
        int size = in.take(16);
        in.alignAndPass(Short.BYTES + size);
    }

    /**
     * Skips the codes of a block and its end. A step looks up one entry, which gives the number of bits to skip and the
     * half of the table with the next entry. So literals, lengths and distances need no branch, which would often be
     * mispredicted. One refill is sufficient for two steps, because a code and its extra bits have at most 28 bits.
     */
    private void passCodes(DeflateBits in) {
        int[] table = codes.table();
        byte[] stream = in.stream;
        int position = in.position;
        long bits = in.bits;
        int count = in.count;
        int entry = 0;
        do {
            bits |= DeflateBits.longAt(stream, position) << count;
            position += 63 - count >>> 3;
            count |= 56;
            int half = entry & BlockCodes.DISTANCES;
            entry = table[half + ((int) bits & BlockCodes.INDEX_MASK)];
            if (entry >= 0) {
                bits >>>= entry;
                count -= entry & BlockCodes.BITS_MASK;
                half = entry & BlockCodes.DISTANCES;
                entry = table[half + ((int) bits & BlockCodes.INDEX_MASK)];
            }
            if (entry < 0) {
                entry = codes.decode(bits, half);
            }
            bits >>>= entry;
            count -= entry & BlockCodes.BITS_MASK;
        } while ((entry & BlockCodes.END_OF_BLOCK) == 0);
        in.position = position;
        in.bits = bits;
        in.count = count;
    }
}
