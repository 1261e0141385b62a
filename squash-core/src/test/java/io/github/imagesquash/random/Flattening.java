// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.random.ModelTree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Other layers that mean the same file system. */
final class Flattening {
    private Flattening() {}

    /** One layer that makes a tree, its entries in any order but that of a link and what it links to. */
    static RandomLayer flatten(ModelTree tree, long seed) {
        List<LayerEntry> entries = new ArrayList<>();
        tree.root().ifPresent(meta -> entries.add(LayerEntry.of(Kind.DIRECTORY, "./", "", meta)));
        List<String> paths = new ArrayList<>(tree.paths());
        Collections.shuffle(paths, new Random(seed));
        Map<Node, String> firstNames = new IdentityHashMap<>();
        for (String path : paths) {
            Node node = tree.find(path).orElseThrow();
            String first = firstNames.computeIfAbsent(node, unseen -> path);
            LayerEntry entry = node.entry();
            entries.add(
                    first.equals(path)
                            ? new LayerEntry(
                                    entry.kind(),
                                    path,
                                    entry.content(),
                                    node.meta(),
                                    entry.major(),
                                    entry.minor(),
                                    entry.form())
                            : LayerEntry.of(Kind.HARD_LINK, path, first, node.meta()));
        }
        return new RandomLayer(entries);
    }

    /** The same entries in another order, but that what lies behind a link stays behind it. */
    static RandomLayer shuffled(RandomLayer layer, long seed) {
        Set<String> symlinks = layer.entries().stream()
                .filter(entry -> entry.kind() == Kind.SYMLINK)
                .map(entry -> ModelReplay.lexical(entry.name()))
                .collect(Collectors.toSet());
        List<LayerEntry> entries = new ArrayList<>(layer.entries());
        Collections.shuffle(entries, new Random(seed));
        List<LayerEntry> throughLinks = entries.stream()
                .filter(entry -> symlinks.contains(ModelTree.parent(ModelReplay.lexical(entry.name()))))
                .toList();
        List<LayerEntry> hardLinks = layer.entries().stream()
                .filter(entry -> entry.kind() == Kind.HARD_LINK)
                .toList();
        entries.removeAll(throughLinks);
        entries.removeAll(hardLinks);
        entries.addAll(throughLinks);
        entries.addAll(hardLinks);
        return new RandomLayer(entries);
    }
}
