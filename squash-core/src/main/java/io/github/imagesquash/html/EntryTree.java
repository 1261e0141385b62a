// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of all layers in one tree. A path in several layers has a row for each of them, except that directories
 * have only one, because they have no bytes of their own. Memory is proportional to the number of entries.
 */
final class EntryTree {
    private final TreeRow root = new TreeRow(Name.of(""));

    private EntryTree() {}

    static EntryTree of(List<LayerEntry> entries) {
        EntryTree tree = new EntryTree();
        entries.forEach(tree::add);
        return tree;
    }

    private void add(LayerEntry entry) {
        TreeRow parent = root;
        for (Name name : entry.directory().names()) {
            parent = parent.child(name);
        }
        if (entry.type() == FileType.DIRECTORY) {
            parent.child(entry.name()).describe(entry);
        } else {
            parent.add(new TreeRow(entry));
        }
    }

    /** All rows level by level, the root first: a row's children are next to each other, in the order of their parents. */
    List<TreeRow> rows() {
        List<TreeRow> rows = new ArrayList<>(List.of(root));
        for (int at = 0; at < rows.size(); at++) {
            rows.addAll(rows.get(at).children());
        }
        return rows;
    }
}
