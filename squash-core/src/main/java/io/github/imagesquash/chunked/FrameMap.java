// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.util.Arrays;

/** Where the frames of a blob begin, in the blob and in its content, in ascending order. Thread-safe. */
final class FrameMap {
    private static final long NONE = -1;

    private final long most;

    private long[] offsets = new long[1024];
    private long[] contents = new long[1024];
    private int count;
    private boolean full;

    /**
     * An empty map.
     *
     * @param most how many frames it takes; further ones are not kept
     */
    FrameMap(long most) {
        this.most = most;
    }

    synchronized void add(long offset, long content) {
        if (count == most) {
            full = true;
            return;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            contents = Arrays.copyOf(contents, 2 * count);
        }
        offsets[count] = offset;
        contents[count] = content;
        count++;
    }

    /** Whether there were more frames than it takes. */
    synchronized boolean isFull() {
        return full;
    }

    /** The position in the content of the frame that begins at a position of the blob; -1 if none does. */
    synchronized long content(long offset) {
        int index = Arrays.binarySearch(offsets, 0, count, offset);
        return index < 0 ? NONE : contents[index];
    }

    /**
     * The first position of the content behind a given one where a frame begins; {@link Long#MAX_VALUE} if none is
     * known yet.
     */
    synchronized long nextBehind(long content) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (contents[middle] > content) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == count ? Long.MAX_VALUE : contents[low];
    }
}
