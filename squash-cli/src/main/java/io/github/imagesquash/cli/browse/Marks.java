// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.filter.ExactPattern;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The paths to drop. A marked directory stands for everything below it. */
final class Marks {
    private final PathTree tree;
    private final BitSet nodes = new BitSet();

    Marks(PathTree tree) {
        this.tree = tree;
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** The number of marked paths. */
    int count() {
        return nodes.cardinality();
    }

    /** Whether the node itself is marked. */
    boolean has(int node) {
        return nodes.get(node);
    }

    /** Whether the node or a directory above it is marked. */
    boolean covers(int node) {
        int at = node;
        while (at != PathTree.ROOT && !nodes.get(at)) {
            at = tree.parent(at);
        }
        return at != PathTree.ROOT;
    }

    /** Marks a node, instead of what is marked below it, or takes its mark away. */
    void toggle(int node) {
        if (!nodes.get(node)) {
            nodes().filter(marked -> tree.isWithin(marked, node)).forEach(nodes::clear);
        }
        nodes.flip(node);
    }

    /** The content that only marked paths have, in bytes: a file with several names is saved if all are marked. */
    long savedBytes() {
        long saved = nodes().mapToLong(tree::keptBelow).sum();
        for (PathTree.LinkedFile file : tree.links()) {
            if (covers(file.carrier()) && !IntStream.of(file.nodes()).allMatch(this::covers)) {
                saved -= file.bytes();
            }
        }
        return saved;
    }

    /** The patterns for the marked paths, sorted by path. */
    List<ExactPattern> patterns() {
        return nodes().mapToObj(tree::path).sorted().map(ExactPattern::of).toList();
    }

    /** The number of further paths in a container that a pattern matches, because a name cannot be written in full. */
    long alsoMatched(List<ExactPattern> patterns) {
        List<ExactPattern> inexact =
                patterns.stream().filter(pattern -> !pattern.isExact()).toList();
        if (inexact.isEmpty()) {
            return 0;
        }
        return IntStream.range(1, tree.count())
                .filter(node -> tree.isVisible(node) && !covers(node))
                .filter(node -> inexact.stream().anyMatch(pattern -> pattern.matches(tree.path(node))))
                .count();
    }

    private IntStream nodes() {
        return nodes.stream();
    }
}
