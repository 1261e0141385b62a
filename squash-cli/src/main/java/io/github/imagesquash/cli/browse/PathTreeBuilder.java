// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.HardLinks;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the tree of an analysis. */
final class PathTreeBuilder {
    private static final Name NO_NAME = Name.of("");

    private final NamePool names = new NamePool();
    private int[] parents;
    private FileType[] types;
    private int[] layers;
    private Fate[] fates;
    private long[] bytes;
    private long[] lost;
    private long[] kept;
    private int count;

    private final Map<Child, Integer> directories = new HashMap<>();
    /** Entries of one directory share its path. */
    private final Map<ImagePath, Integer> known = new IdentityHashMap<>();

    private final Map<ImagePath, Integer> linked = new HashMap<>();
    private final Set<Name> linkedNames = new HashSet<>();

    /** A name in the directory with this number. */
    private record Child(int parent, Name name) {}

    private PathTreeBuilder(int capacity) {
        parents = new int[capacity];
        types = new FileType[capacity];
        layers = new int[capacity];
        fates = new Fate[capacity];
        bytes = new long[capacity];
        lost = new long[capacity];
        kept = new long[capacity];
    }

    static PathTree of(ImageAnalysis analysis) {
        PathTreeBuilder builder = new PathTreeBuilder(analysis.entries().size() + 1);
        builder.add(PathTree.ROOT, NO_NAME, FileType.DIRECTORY);
        for (HardLinks file : analysis.hardLinks()) {
            for (ImagePath path : file.paths()) {
                builder.linkedNames.add(path.last());
            }
        }
        analysis.entries().forEach(builder::add);
        return builder.tree(analysis.hardLinks());
    }

    private PathTree tree(List<HardLinks> hardLinks) {
        List<PathTree.LinkedFile> links = new ArrayList<>();
        for (HardLinks file : hardLinks) {
            int[] nodes = file.paths().stream()
                    .mapToInt(path -> Objects.requireNonNull(linked.get(path)))
                    .toArray();
            // The content may be in an entry that no container sees.
            Arrays.stream(nodes).forEach(node -> kept[node] = 0);
            kept[nodes[0]] = file.bytes();
            if (nodes.length > 1) {
                links.add(new PathTree.LinkedFile(file.bytes(), nodes[0], nodes));
            }
        }
        return new PathTree(count, parents, names, types, layers, fates, bytes, lost, kept, links);
    }

    private void add(LayerEntry entry) {
        int parent = known.computeIfAbsent(entry.directory(), this::directory);
        if (entry.type() == FileType.DIRECTORY) {
            int node = child(parent, entry.name());
            if (entry.layer() >= layers[node]) {
                layers[node] = entry.layer();
                fates[node] = entry.fate();
            }
            return;
        }
        int node = add(parent, entry.name(), entry.type());
        layers[node] = entry.layer();
        fates[node] = entry.fate();
        bytes[node] = entry.bytes();
        lost[node] = entry.lostBytes();
        kept[node] = entry.isVisible() ? entry.keptBytes() : 0;
        if (entry.type() == FileType.FILE && entry.isVisible() && linkedNames.contains(entry.name())) {
            linked.put(entry.path(), node);
        }
    }

    private int directory(ImagePath path) {
        int node = PathTree.ROOT;
        for (Name name : path.names()) {
            node = child(node, name);
        }
        return node;
    }

    private int child(int parent, Name name) {
        return directories.computeIfAbsent(new Child(parent, name), child -> add(parent, name, FileType.DIRECTORY));
    }

    private int add(int parent, Name name, FileType type) {
        if (count == parents.length) {
            grow(count * 2);
        }
        parents[count] = parent;
        names.add(name);
        types[count] = type;
        fates[count] = Fate.KEPT;
        return count++;
    }

    private void grow(int capacity) {
        parents = Arrays.copyOf(parents, capacity);
        types = Arrays.copyOf(types, capacity);
        layers = Arrays.copyOf(layers, capacity);
        fates = Arrays.copyOf(fates, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        lost = Arrays.copyOf(lost, capacity);
        kept = Arrays.copyOf(kept, capacity);
    }
}
