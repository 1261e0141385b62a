// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** The texts in a binary file that may name a file: runs of printable characters with a slash or {@code .so} in them. */
final class ElfText {
    private static final int BUFFER = 1 << 16;
    private static final int SHORTEST = 4;

    /** A longer run is no name, but may contain some. */
    private static final int LONGEST = 4096;

    /** Of a larger file only the beginning is searched. */
    private static final long LARGEST = 512L << 20;

    private final byte[] run = new byte[LONGEST];
    private final Consumer<String> texts;
    private int length;

    private ElfText(Consumer<String> texts) {
        this.texts = texts;
    }

    /** Passes on each text, with a character for each byte. */
    static void of(ScannedFile file, Consumer<String> texts) throws IOException {
        ElfText search = new ElfText(texts);
        byte[] buffer = new byte[BUFFER];
        long size = Math.min(file.inode().size(), LARGEST);
        for (long at = 0; at < size; ) {
            int count = file.inode().read(at, buffer, 0, (int) Math.min(BUFFER, size - at));
            if (count <= 0) {
                break;
            }
            search.add(buffer, count);
            at += count;
        }
        search.end();
        if (file.inode().size() > LARGEST) {
            file.setPartlySearched();
        }
    }

    /** Most bytes of a program are not printable, and most runs of printable ones are too short: these are skipped at once. */
    private void add(byte[] buffer, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            byte one = buffer[i];
            if (one < ' ' || one > '~') {
                if (length > 0) {
                    append(buffer, start, i);
                    end();
                } else if (i - start >= SHORTEST) {
                    pass(buffer, start, i);
                }
                start = i + 1;
            }
        }
        append(buffer, start, count);
    }

    private void append(byte[] buffer, int from, int to) {
        for (int at = from; at < to; ) {
            if (length == LONGEST) {
                end();
            }
            int count = Math.min(to - at, LONGEST - length);
            System.arraycopy(buffer, at, run, length, count);
            length += count;
            at += count;
        }
    }

    private void end() {
        if (length >= SHORTEST) {
            pass(run, 0, length);
        }
        length = 0;
    }

    private void pass(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at += LONGEST) {
            int end = Math.min(to, at + LONGEST);
            if (mayNameFile(buffer, at, end)) {
                texts.accept(RawText.of(Arrays.copyOfRange(buffer, at, end)));
            }
        }
    }

    private static boolean mayNameFile(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '/' || buffer[i] == 'o' && i - from > 1 && buffer[i - 1] == 's' && buffer[i - 2] == '.') {
                return true;
            }
        }
        return false;
    }
}
