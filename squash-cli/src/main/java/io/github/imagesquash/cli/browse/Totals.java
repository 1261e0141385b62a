// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Selection.Content;
import java.util.BitSet;

/** What each node of a tree shows of a selection, together with everything below it. */
final class Totals {
    private final long[] sizes;
    private final long[] lost;
    private final int[] entries;

    private Totals(int count) {
        sizes = new long[count];
        lost = new long[count];
        entries = new int[count];
    }

    /** @param found what the selection's filter finds */
    static Totals of(PathTree tree, Selection selection, BitSet found) {
        BitSet nodes = selection.nodes(tree, found);
        Totals totals = new Totals(tree.count());
        for (int node = tree.count() - 1; node >= 0; node--) {
            if (nodes.get(node)) {
                totals.count(tree, node, selection.content());
            }
            if (node != PathTree.ROOT) {
                totals.addTo(tree.parent(node), node);
            }
        }
        return totals;
    }

    private void count(PathTree tree, int node, Content content) {
        lost[node] += tree.lost(node);
        switch (content) {
            case KEPT -> {
                sizes[node] += tree.kept(node);
                entries[node] += tree.isVisible(node) ? 1 : 0;
            }
            case ALL -> {
                sizes[node] += tree.bytes(node);
                entries[node]++;
            }
            case LOST -> {
                sizes[node] += tree.lost(node);
                entries[node] += tree.lost(node) > 0 ? 1 : 0;
            }
        }
    }

    private void addTo(int parent, int node) {
        sizes[parent] += sizes[node];
        lost[parent] += lost[node];
        entries[parent] += entries[node];
    }

    /** The size of what is selected, in bytes. */
    long size(int node) {
        return sizes[node];
    }

    /** What is selected and lost, in bytes. */
    long lost(int node) {
        return lost[node];
    }

    /** The number of selected entries; a node without any is not shown. */
    int entries(int node) {
        return entries[node];
    }
}
