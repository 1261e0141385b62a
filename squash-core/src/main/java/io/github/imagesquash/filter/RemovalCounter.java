// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the removals for one reason. */
final class RemovalCounter {
    private final List<ImagePath> first = new ArrayList<>();
    private long paths;
    private long bytes;

    void add(byte[] path, int length, long freed) {
        if (first.size() < Removal.MOST_LISTED) {
            first.add(ImagePath.clean(Arrays.copyOf(path, length)));
        }
        paths++;
        bytes += freed;
    }

    Removal removal(Cause cause) {
        return new Removal(cause, paths, bytes, first);
    }
}
