// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row of an {@link EntryTree}, with the rows below it. */
final class TreeRow {
    private static final Comparator<TreeRow> ORDER =
            Comparator.comparing(TreeRow::name).thenComparingInt(TreeRow::layer);

    private final Name name;
    private final FileType type;
    private final long bytes;
    private final boolean outlived;
    private int layer;
    private Fate fate;

    // Most rows are files, and have no children.
    private Map<Name, TreeRow> directories = Map.of();
    private List<TreeRow> others = List.of();

    /** The row of an entry that is not a directory. */
    TreeRow(LayerEntry entry) {
        name = entry.name();
        type = entry.type();
        bytes = entry.bytes();
        outlived = !entry.isVisible() && entry.keptBytes() > 0;
        layer = entry.layer();
        fate = entry.fate();
    }

    /** A directory that no layer has described yet. */
    TreeRow(Name name) {
        this.name = name;
        type = FileType.DIRECTORY;
        bytes = 0;
        outlived = false;
        layer = 0;
        fate = Fate.KEPT;
    }

    Name name() {
        return name;
    }

    FileType type() {
        return type;
    }

    /** The size of its content; 0 if another row counts it. */
    long bytes() {
        return bytes;
    }

    /** Whether the name was removed and its content is kept under another one. */
    boolean isOutlived() {
        return outlived;
    }

    /** The layer that contains it, 1 for the base; 0 for a directory that no layer describes. */
    int layer() {
        return layer;
    }

    Fate fate() {
        return fate;
    }

    /** The subdirectory with this name. */
    TreeRow child(Name child) {
        if (directories.isEmpty()) {
            directories = new HashMap<>(4);
        }
        return directories.computeIfAbsent(child, TreeRow::new);
    }

    /** Adds something other than a directory. */
    void add(TreeRow other) {
        if (others.isEmpty()) {
            others = new ArrayList<>(2);
        }
        others.add(other);
    }

    /** Sets the attributes from a layer's entry for this directory; the last layer counts. */
    void describe(LayerEntry entry) {
        if (entry.layer() >= layer) {
            layer = entry.layer();
            fate = entry.fate();
        }
    }

    int childCount() {
        return directories.size() + others.size();
    }

    /** The rows below it: names ascending as unsigned bytes; of one name the base's first. */
    List<TreeRow> children() {
        List<TreeRow> children = new ArrayList<>(childCount());
        children.addAll(directories.values());
        children.addAll(others);
        children.sort(ORDER);
        return children;
    }
}
