// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static io.github.imagesquash.random.LayerEntry.Kind.DIRECTORY;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.replay.SymlinkParents;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The naive file system that the product is compared with: whole paths, without slashes at the ends, and what is there. It
 * is slow and obvious; two paths of one node are hard links. The root, the empty path, is a directory that is always there.
 */
final class ModelTree {
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private Optional<Meta> root = Optional.empty();

    /** What lies at a path. The attributes are not part of it, because a hard link changes them. */
    static final class Node {
        private final LayerEntry entry;
        private Meta meta;

        Node(LayerEntry entry) {
            this.entry = entry;
            this.meta = entry.meta();
        }

        Kind kind() {
            return entry.kind();
        }

        LayerEntry entry() {
            return entry;
        }

        Meta meta() {
            return meta;
        }

        void describe(Meta other) {
            meta = other;
        }

        boolean isDirectory() {
            return kind() == DIRECTORY;
        }
    }

    ModelTree() {}

    /** A tree of its own, equal to another. */
    ModelTree(ModelTree other) {
        Map<Node, Node> copies = new IdentityHashMap<>();
        root = other.root;
        other.nodes.forEach((path, node) -> nodes.put(path, copies.computeIfAbsent(node, ModelTree::copy)));
    }

    private static Node copy(Node node) {
        Node copy = new Node(node.entry());
        copy.describe(node.meta());
        return copy;
    }

    /** Layers laid on each other. */
    static ModelTree of(List<RandomLayer> layers) {
        return of(layers, SymlinkParents.OVERLAY);
    }

    /** Layers laid on each other, with a rule for what lies below the links of lower ones. */
    static ModelTree of(List<RandomLayer> layers, SymlinkParents rule) {
        ModelTree tree = new ModelTree();
        layers.forEach(layer -> new ModelReplay(tree, rule).apply(layer.entries()));
        return tree;
    }

    void describeRoot(Meta meta) {
        root = Optional.of(meta);
    }

    Optional<Meta> root() {
        return root;
    }

    Optional<Node> find(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    boolean isDirectory(String path) {
        return path.isEmpty() || find(path).filter(Node::isDirectory).isPresent();
    }

    void put(String path, Node node) {
        remove(path);
        nodes.put(path, node);
    }

    /** Takes away a path and all that is below it. */
    void remove(String path) {
        nodes.remove(path);
        below(path).forEach(nodes::remove);
    }

    List<String> paths() {
        return List.copyOf(nodes.keySet());
    }

    /** All that is below a directory, whatever depth. */
    List<String> below(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return nodes.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
    }

    /** What is in a directory. */
    List<String> children(String directory) {
        return below(directory).stream()
                .filter(path -> parent(path).equals(directory))
                .toList();
    }

    /** The directory that a path lies in. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The last name of a path. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Everything about every path, for comparison. */
    List<String> listing() {
        List<String> lines = new ArrayList<>();
        root.ifPresent(meta -> lines.add("/ " + meta));
        Map<Node, String> firstNames = new IdentityHashMap<>();
        nodes.forEach((path, node) -> {
            String first = firstNames.computeIfAbsent(node, unseen -> path);
            String link = first.equals(path) ? "" : " is " + Latin.printable(first);
            LayerEntry entry = node.entry();
            lines.add(Latin.printable(path) + " " + entry.kind() + " " + entry.major() + "," + entry.minor() + " "
                    + HexFormat.of().formatHex(Latin.bytes(entry.content())) + " " + node.meta() + link);
        });
        return lines;
    }
}
