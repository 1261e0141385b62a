// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the removals for one reason. */
public final class RemovalCounter {
    private final List<ImagePath> first = new ArrayList<>();
    private long paths;
    private long bytes;

    /**
     * Counts a removed name.
     *
     * @param path its path, perhaps with more bytes behind it
     * @param length the length of the path, in bytes
     * @param freed size of the content that has no other name, in bytes
     */
    public void add(byte[] path, int length, long freed) {
        if (first.size() < Removal.MOST_LISTED) {
            first.add(ImagePath.clean(Arrays.copyOf(path, length)));
        }
        paths++;
        bytes += freed;
    }

    /** All counted names. */
    public Removal removal(Cause cause) {
        return new Removal(cause, paths, bytes, first);
    }
}
