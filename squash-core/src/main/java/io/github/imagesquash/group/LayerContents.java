// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.RegularFile;
import java.util.HashMap;
import java.util.Map;

/** The size of the content of each layer's files, whether later layers keep it or not. A replay fills it. */
public final class LayerContents implements ReplayObserver {
    private final Map<Integer, Long> bytes = new HashMap<>();

    /** The size of the content of a layer's files, 1 for the base. */
    public long bytes(int layer) {
        return bytes.getOrDefault(layer, 0L);
    }

    /** A second name of a file adds no content. */
    @Override
    public void added(Directory parent, Entry entry) {
        if (entry.inode() instanceof RegularFile file && file.links() == 1) {
            bytes.merge(entry.layer(), file.size(), Long::sum);
        }
    }

    @Override
    public void describedAgain(Directory parent, Entry entry, int layer) {}

    @Override
    public void gone(Entry entry, Loss loss, int layer) {}
}
