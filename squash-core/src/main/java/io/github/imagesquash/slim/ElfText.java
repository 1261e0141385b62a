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

    /** A name where a longer run is divided is whole in one of the parts. */
    private static final int OVERLAP = 256;

    private final byte[] buffer = new byte[BUFFER + LONGEST];
    private final Consumer<String> texts;

    private ElfText(Consumer<String> texts) {
        this.texts = texts;
    }

    /** Passes on each text, with a character for each byte. */
    static void of(ScannedFile file, Consumer<String> texts) throws IOException {
        new ElfText(texts).search(file);
        if (file.inode().size() > LARGEST) {
            file.setPartlySearched();
        }
    }

    private void search(ScannedFile file) throws IOException {
        long size = Math.min(file.inode().size(), LARGEST);
        int kept = 0;
        for (long at = 0; at < size; ) {
            int count = file.inode().read(at, buffer, kept, (int) Math.min(BUFFER, size - at));
            if (count <= 0) {
                break;
            }
            kept = splitRuns(kept, kept + count);
            at += count;
        }
        pass(0, kept);
    }

    /**
     * Passes on the runs that end in the buffer.
     *
     * @param printable the bytes at the beginning that belong to a run
     * @return the bytes of the run that has not ended, which are then at the beginning
     */
    private int splitRuns(int printable, int end) {
        int start = 0;
        for (int i = printable; i < end; i++) {
            if (buffer[i] < ' ' || buffer[i] > '~') {
                if (i - start >= SHORTEST) {
                    pass(start, i);
                }
                start = i + 1;
            }
        }
        for (; end - start >= LONGEST; start += LONGEST - OVERLAP) {
            pass(start, start + LONGEST);
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        return end - start;
    }

    private void pass(int from, int to) {
        int end = from;
        for (int start = from; end < to; start += LONGEST - OVERLAP) {
            end = Math.min(to, start + LONGEST);
            if (end - start >= SHORTEST && names(start, end)) {
                texts.accept(RawText.of(Arrays.copyOfRange(buffer, start, end)));
            }
        }
    }

    private boolean names(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean suffix = i - from > 1 && buffer[i] == 'o' && buffer[i - 1] == 's' && buffer[i - 2] == '.';
            if (buffer[i] == '/' || suffix) {
                return true;
            }
        }
        return false;
    }
}
