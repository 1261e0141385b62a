// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * An image's layers, merged.
 *
 * @param tree the file system that a container would see
 * @param layers each layer's figures, base first
 * @param kept the changesets of layers whose contents were not needed
 * @param warnings the warnings about the layers, in layer order
 */
public record ReplayResult(FileTree tree, List<ReplayedLayer> layers, ReadLayers kept, Warnings warnings) {
    public ReplayResult {
        layers = List.copyOf(layers);
    }

    /** The same tree, with some contents in the layers of another image. */
    public ReplayResult above(ReplayResult lower) {
        List<ReplayedLayer> all = new ArrayList<>(lower.layers);
        all.addAll(layers);
        return new ReplayResult(tree, all, lower.kept, warnings);
    }
}
