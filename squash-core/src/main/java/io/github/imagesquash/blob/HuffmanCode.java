// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.util.Arrays;

/**
 * A canonical Huffman code of deflate (RFC 1951, 3.2.2). Most codes are decoded by a table indexed by the next bits;
 * the rare ones that are longer than the index are decoded bit by bit. An instance is reused for one code after
 * another.
 */
final class HuffmanCode {
    private static final int MAX_LENGTH = 15;

    private final int[] lengthCounts = new int[MAX_LENGTH + 1];
    private final int[] symbols;

    /** @param symbolLimit one more than the largest symbol */
    HuffmanCode(int symbolLimit) {
        this.symbols = new int[symbolLimit];
    }

    /**
     * Loads a code.
     *
     * @param lengths holds the length of each symbol's code in bits, 0 for a symbol without one
     * @param from index of symbol 0 in {@code lengths}
     * @param count the number of symbols
     */
    void use(byte[] lengths, int from, int count) {
        Arrays.fill(lengthCounts, 0);
        for (int symbol = 0; symbol < count; symbol++) {
            lengthCounts[lengths[from + symbol]]++;
        }
        lengthCounts[0] = 0;
        int[] next = new int[MAX_LENGTH + 2];
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next[length + 1] = next[length] + lengthCounts[length];
        }
        for (int symbol = 0; symbol < count; symbol++) {
            int length = lengths[from + symbol];
            if (length != 0) {
                symbols[next[length]++] = symbol;
            }
        }
    }

    /**
     * Fills a table of {@code 1 << indexBits} entries. If the index begins with the code of a symbol, the entry is that
     * of the symbol plus the length of the code. If it is the beginning of a longer code or of none, the entry is
     * {@code otherwise}.
     */
    void fill(int[] table, int base, int indexBits, int[] entries, int otherwise) {
        Arrays.fill(table, base, base + (1 << indexBits), otherwise);
        int code = 0;
        int next = 0;
        for (int length = 1; length <= indexBits; length++) {
            code <<= 1;
            for (int end = next + lengthCounts[length]; next < end; next++) {
                int entry = entries[symbols[next]] + length;
                int reversed = Integer.reverse(code++) >>> 32 - length;
                for (int i = reversed; i < 1 << indexBits; i += 1 << length) {
                    table[base + i] = entry;
                }
            }
        }
    }

    /**
     * Decodes one symbol without a table.
     *
     * @param bits the next bits, at least 15
     * @return the symbol times 16, plus the length of its code in bits
     * @throws IllegalStateException if the bits do not begin with a code
     */
    int decode(long bits) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code |= (int) (bits >>> length - 1) & 1;
            int count = lengthCounts[length];
            if (code - first < count) {
                return symbols[index + code - first] << 4 | length;
            }
            index += count;
            first = first + count << 1;
            code <<= 1;
        }
        throw new IllegalStateException("invalid code in deflate data");
    }
}
