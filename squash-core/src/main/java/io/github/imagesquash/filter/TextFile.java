// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads files that may be scripts or settings, up to a total limit. */
final class TextFile {
    /** Start scripts and settings are smaller. */
    private static final int LARGEST = 256 * 1024;

    private static final int MOST_FILES = 1000;
    private static final long MOST_READ = 16L * 1024 * 1024;
    private static final int BEGINNING = 1024;

    private int files;
    private long read;

    /** A file's content with a character for each byte; empty if it is not text, is too large, or exceeds the limit. */
    String read(RegularFile file) throws IOException {
        if (file.size() > LARGEST || files == MOST_FILES || read > MOST_READ) {
            return "";
        }
        files++;
        String beginning = bytes(file, 0, BEGINNING);
        if (beginning.indexOf('\0') >= 0) {
            return "";
        }
        return beginning + bytes(file, beginning.length(), LARGEST);
    }

    private String bytes(RegularFile file, int from, int most) throws IOException {
        byte[] buffer = new byte[(int) Math.min(most, file.size() - from)];
        int filled = 0;
        while (filled < buffer.length) {
            int count = file.read(from + filled, buffer, filled, buffer.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        read += filled;
        return new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
    }
}
