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
    private boolean names;

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
            for (int i = 0; i < count; i++) {
                search.add(buffer[i]);
            }
            at += count;
        }
        search.end();
        if (file.inode().size() > LARGEST) {
            file.setPartlySearched();
        }
    }

    private void add(byte one) {
        if (one < ' ' || one > '~') {
            end();
            return;
        }
        if (length == LONGEST) {
            end();
        }
        names |= one == '/' || one == 'o' && length > 1 && run[length - 1] == 's' && run[length - 2] == '.';
        run[length++] = one;
    }

    private void end() {
        if (names && length >= SHORTEST) {
            texts.accept(RawText.of(Arrays.copyOf(run, length)));
        }
        length = 0;
        names = false;
    }
}
