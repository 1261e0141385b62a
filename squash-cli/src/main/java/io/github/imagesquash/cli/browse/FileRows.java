// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The rows of a tree that are not below a closed directory, in order. */
final class FileRows {
    /** Directories of a narrow selection are opened, the largest first, as long as no more rows than this are shown. */
    private static final int MOST_OPENED = 500;

    private final PathTree tree;
    private final Totals totals;
    private final Order order;
    /** The directories that are opened without being asked. */
    private final BitSet opening = new BitSet();

    private final Map<Integer, int[]> sorted = new HashMap<>();
    private int[] nodes = new int[64];
    private int[] depths = new int[64];
    private int count;

    FileRows(PathTree tree, Selection selection, Order order) {
        this.tree = tree;
        BitSet found = selection.filter().found(tree);
        this.totals = Totals.of(tree, selection, found);
        this.order = order;
        if (selection.isNarrow()) {
            openLargest(found);
        } else {
            openOnlyOnes();
        }
    }

    /** Opens no directory that is listed only because of its own name. */
    private void openLargest(BitSet found) {
        PriorityQueue<Integer> next =
                new PriorityQueue<>(Comparator.comparingLong(totals::size).reversed());
        next.add(PathTree.ROOT);
        int shown = 0;
        for (int tries = 0; tries < MOST_OPENED && !next.isEmpty(); tries++) {
            int directory = next.remove();
            int[] children = shownChildren(directory);
            if (directory != PathTree.ROOT && shown + children.length > MOST_OPENED) {
                continue;
            }
            shown += children.length;
            opening.set(directory);
            IntStream.of(children)
                    .filter(node -> tree.isDirectory(node) && !found.get(node))
                    .forEach(next::add);
        }
    }

    private void openOnlyOnes() {
        int[] children = shownChildren(PathTree.ROOT);
        while (children.length == 1 && tree.isDirectory(children[0])) {
            opening.set(children[0]);
            children = shownChildren(children[0]);
        }
    }

    private int[] shownChildren(int directory) {
        return IntStream.of(tree.children(directory))
                .filter(node -> totals.entries(node) > 0)
                .toArray();
    }

    Totals totals() {
        return totals;
    }

    int count() {
        return count;
    }

    int node(int row) {
        return nodes[row];
    }

    /** 0 for what is in the root. */
    int depth(int row) {
        return depths[row];
    }

    /** The row of a node or, if that is not shown, of the nearest directory above it; 0 if there is none. */
    int row(int node) {
        for (int at = node; at != PathTree.ROOT; at = tree.parent(at)) {
            for (int row = 0; row < count; row++) {
                if (nodes[row] == at) {
                    return row;
                }
            }
        }
        return 0;
    }

    /** Lists the rows again, with these directories open if they would be closed, and closed if open. */
    void list(BitSet toggled) {
        count = 0;
        addChildren(PathTree.ROOT, 0, toggled);
    }

    boolean isOpen(int node, BitSet toggled) {
        return tree.isDirectory(node) && opening.get(node) != toggled.get(node);
    }

    private void addChildren(int directory, int depth, BitSet toggled) {
        for (int node : sorted.computeIfAbsent(directory, this::sortedChildren)) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, count * 2);
                depths = Arrays.copyOf(depths, count * 2);
            }
            nodes[count] = node;
            depths[count++] = depth;
            if (isOpen(node, toggled)) {
                addChildren(node, depth + 1, toggled);
            }
        }
    }

    private int[] sortedChildren(int directory) {
        Comparator<Integer> names = tree.names()::compare;
        Comparator<Integer> byName = names.thenComparing(tree::layer);
        Comparator<Integer> bySize = Comparator.comparingLong(totals::size);
        return IntStream.of(shownChildren(directory))
                .boxed()
                .sorted(order == Order.NAME ? byName : bySize.reversed().thenComparing(byName))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
