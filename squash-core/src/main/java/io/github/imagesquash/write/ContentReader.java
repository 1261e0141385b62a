// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads file contents from the layers' tars. Layers contain their files in nearly the order in which they are needed.
 * So a small file is read together with the bytes behind it, as long as these are used; a large one is read directly
 * into its place.
 */
final class ContentReader {
    private static final int LARGE = 64 << 10;
    private static final int LONGEST_AHEAD = 256 << 10;
    private static final int SHORTEST_AHEAD = 8 << 10;

    /** The maximum number of Docker's layers; with more, an image of many layers could fill the memory. */
    private static final int MOST_WINDOWS = 128;

    private final Map<FileRegion, Window> windows = new LinkedHashMap<>(MOST_WINDOWS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileRegion, Window> eldest) {
            return size() > MOST_WINDOWS;
        }
    };

    /** Reads exactly {@code length} bytes at a position of a tar. */
    void read(FileRegion tar, long position, byte[] into, int at, int length) throws IOException {
        if (length >= LARGE) {
            requireAll(tar.read(position, into, at, length), length);
        } else {
            windows.computeIfAbsent(tar, Window::new).read(position, into, at, length);
        }
    }

    private static void requireAll(int read, int length) throws IOException {
        if (read != length) {
            throw new IOException("a layer ended before a content that was found in it");
        }
    }

    /** A part of one tar in memory; the more of it was used, the longer is the next one. */
    private static final class Window {
        private final FileRegion tar;
        private byte[] bytes = new byte[LARGE];
        private long start;
        private int length;
        private int ahead = LARGE;
        private boolean useful;

        Window(FileRegion tar) {
            this.tar = tar;
        }

        void read(long position, byte[] into, int at, int count) throws IOException {
            if (position < start || position + count > start + length) {
                refill(position, count);
            } else {
                useful = true;
            }
            System.arraycopy(bytes, (int) (position - start), into, at, count);
        }

        private void refill(long position, int count) throws IOException {
            ahead = useful ? Math.min(ahead * 2, LONGEST_AHEAD) : Math.max(ahead / 2, SHORTEST_AHEAD);
            useful = false;
            int wanted = Math.max(ahead, count);
            if (bytes.length < wanted) {
                bytes = new byte[LONGEST_AHEAD];
            }
            start = position;
            length = Math.max(0, tar.read(position, bytes, 0, wanted));
            requireAll(Math.min(length, count), count);
        }
    }
}
