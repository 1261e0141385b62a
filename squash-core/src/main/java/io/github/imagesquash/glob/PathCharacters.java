// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters of a path's bytes. In patterns, {@code ?} is a character and not a byte. A byte that is not part of
 * valid UTF-8 is a character of its own that occurs in no text.
 */
final class PathCharacters {
    private static final int NO_TEXT = Character.MAX_CODE_POINT + 1;

    private final byte[] bytes;
    private final int length;
    private int at;

    /** Those of the first {@code length} bytes. */
    PathCharacters(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    boolean isAtEnd() {
        return at == length;
    }

    /** A code point; for a byte that is not text, a number above all code points. */
    int next() {
        int first = bytes[at] & 0xff;
        int size = size(first);
        if (size == 1) {
            at++;
            return first;
        }
        if (size > 1 && at + size <= length) {
            String text = new String(bytes, at, size, StandardCharsets.UTF_8);
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(bytes, at, at + size, again, 0, again.length)) {
                at += size;
                return text.codePointAt(0);
            }
        }
        at++;
        return NO_TEXT + first;
    }

    /** The number of bytes of a character that begins with this byte; 0 if none does. */
    private static int size(int first) {
        if (first < 0x80) {
            return 1;
        }
        return first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    }
}
