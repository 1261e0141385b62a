// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.tree.Name;
import java.util.Arrays;
import java.util.BitSet;

/** The bytes of many names, one after the other, for searches that ignore the case of ASCII letters. */
final class NamePool {
    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    /** Adds a name; the first one has the number 0. */
    void add(Name name) {
        int start = start(count);
        if (start + name.length() > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + name.length(), bytes.length * 2));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        name.copyTo(bytes, start);
        ends[count++] = start + name.length();
    }

    Name name(int number) {
        return Name.of(bytes, start(number), ends[number]);
    }

    int compare(int one, int other) {
        return Arrays.compareUnsigned(bytes, start(one), ends[one], bytes, start(other), ends[other]);
    }

    /** The names that contain a text in lower case, which is not empty. All of them are searched in one go. */
    BitSet containing(byte[] text) {
        BitSet found = new BitSet(count);
        int number = 0;
        int end = count == 0 ? 0 : ends[count - 1];
        for (int at = 0; at + text.length <= end; at++) {
            if (hasAt(at, text)) {
                while (ends[number] <= at) {
                    number++;
                }
                if (at + text.length <= ends[number]) {
                    found.set(number);
                    at = ends[number] - 1;
                }
            }
        }
        return found;
    }

    /** Whether the name begins with a text in lower case. */
    boolean startsWith(int number, byte[] text) {
        return start(number) + text.length <= ends[number] && hasAt(start(number), text);
    }

    boolean endsWith(int number, byte[] text) {
        int at = ends[number] - text.length;
        return at >= start(number) && hasAt(at, text);
    }

    boolean is(int number, byte[] text) {
        return ends[number] - start(number) == text.length && hasAt(start(number), text);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private boolean hasAt(int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (lower(bytes[at + i]) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The byte, an ASCII letter in lower case. */
    static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
    }
}
