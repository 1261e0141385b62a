// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.util.Arrays;

/**
 * The two codes of a deflate block (RFC 1951, 3.2.5 to 3.2.7) as one table in two halves, the first for literals and
 * lengths, the second for distances. An entry gives the number of bits to skip, including extra bits, and the half that
 * comes next.
 */
final class BlockCodes {
    /** Makes either half 8 KiB, so that both stay in the first-level cache; few codes are longer. */
    private static final int INDEX_BITS = 11;

    static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    /** The bits of an entry that count the bits to skip; Java's shift by an entry uses only these. */
    static final int BITS_MASK = 63;
    /** The bit of an entry that is set if a distance comes next; its value is where that half begins. */
    static final int DISTANCES = 1 << INDEX_BITS;
    /** The bit of an entry that is set if the block ends. */
    static final int END_OF_BLOCK = 1 << INDEX_BITS + 1;

    private static final int NOT_IN_TABLE = Integer.MIN_VALUE;
    private static final int END_SYMBOL = 256;
    private static final int LITERAL_LIMIT = 288;
    private static final int DISTANCE_LIMIT = 32;
    private static final int[] LITERAL_ENTRIES = new int[LITERAL_LIMIT];
    private static final int[] DISTANCE_ENTRIES = new int[DISTANCE_LIMIT];
    private static final int[] LENGTH_CODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final byte[] FIXED_LENGTHS = new byte[LITERAL_LIMIT + DISTANCE_LIMIT];

    static {
        // Never skipped in the table: the bits behind it are not a code of this block.
        LITERAL_ENTRIES[END_SYMBOL] = NOT_IN_TABLE | END_OF_BLOCK;
        for (int symbol = END_SYMBOL + 1; symbol < LITERAL_LIMIT; symbol++) {
            int extraBits = symbol < 265 || symbol > 284 ? 0 : (symbol - 261) / 4;
            LITERAL_ENTRIES[symbol] = DISTANCES | extraBits;
        }
        for (int symbol = 4; symbol < DISTANCE_LIMIT; symbol++) {
            DISTANCE_ENTRIES[symbol] = symbol / 2 - 1;
        }
        Arrays.fill(FIXED_LENGTHS, 0, 144, (byte) 8);
        Arrays.fill(FIXED_LENGTHS, 144, 256, (byte) 9);
        Arrays.fill(FIXED_LENGTHS, 256, 280, (byte) 7);
        Arrays.fill(FIXED_LENGTHS, 280, LITERAL_LIMIT, (byte) 8);
        Arrays.fill(FIXED_LENGTHS, LITERAL_LIMIT, FIXED_LENGTHS.length, (byte) 5);
    }

    private final int[] table = new int[2 << INDEX_BITS];
    private final HuffmanCode literals = new HuffmanCode(LITERAL_LIMIT);
    private final HuffmanCode distances = new HuffmanCode(DISTANCE_LIMIT);
    private final HuffmanCode lengthCode = new HuffmanCode(LENGTH_CODE_ORDER.length);
    private final byte[] lengths = new byte[LITERAL_LIMIT + DISTANCE_LIMIT];

    /** Loads the fixed codes, which every decoder knows. */
    void useFixed() {
        use(FIXED_LENGTHS, LITERAL_LIMIT, DISTANCE_LIMIT);
    }

    /** Loads the codes that the head of a block describes (RFC 1951, 3.2.7). */
    void read(DeflateBits in) {
        int literalCount = in.take(5) + 257;
        int distanceCount = in.take(5) + 1;
        int lengthCodeCount = in.take(4) + 4;
        byte[] lengthCodeLengths = new byte[LENGTH_CODE_ORDER.length];
        for (int i = 0; i < lengthCodeCount; i++) {
            lengthCodeLengths[LENGTH_CODE_ORDER[i]] = (byte) in.take(3);
        }
        lengthCode.use(lengthCodeLengths, 0, lengthCodeLengths.length);
        int filled = 0;
        while (filled < literalCount + distanceCount) {
            filled = readLengths(in, filled);
        }
        use(lengths, literalCount, distanceCount);
    }

    private int readLengths(DeflateBits in, int filled) {
        in.refill();
        int decoded = lengthCode.decode(in.bits);
        in.pass(decoded & 15);
        int symbol = decoded >>> 4;
        int end = filled
                + switch (symbol) {
                    case 16 -> 3 + in.take(2);
                    case 17 -> 3 + in.take(3);
                    case 18 -> 11 + in.take(7);
                    default -> 1;
                };
        byte length = symbol == 16 ? lengths[filled - 1] : (byte) (symbol > 16 ? 0 : symbol);
        Arrays.fill(lengths, filled, end, length);
        return end;
    }

    private void use(byte[] codeLengths, int literalCount, int distanceCount) {
        literals.use(codeLengths, 0, literalCount);
        literals.fill(table, 0, INDEX_BITS, LITERAL_ENTRIES, NOT_IN_TABLE);
        distances.use(codeLengths, literalCount, distanceCount);
        distances.fill(table, DISTANCES, INDEX_BITS, DISTANCE_ENTRIES, NOT_IN_TABLE);
    }

    /** The entries; {@link #decode} handles a negative one. */
    int[] table() {
        return table;
    }

    /**
     * The entry of a code that is not in the table.
     *
     * @param bits the next bits
     * @param half 0 or {@link #DISTANCES}
     * @return the entry, negative only for the end of the block
     */
    int decode(long bits, int half) {
        int decoded = (half == 0 ? literals : distances).decode(bits);
        return (half == 0 ? LITERAL_ENTRIES : DISTANCE_ENTRIES)[decoded >>> 4] + (decoded & 15);
    }
}
