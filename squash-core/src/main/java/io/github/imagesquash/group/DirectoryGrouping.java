// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer for each of some directories, and one for the rest. Files below several of them belong to the innermost; a
 * hard-linked inode belongs to that of its first name.
 */
final class DirectoryGrouping {
    private static final String REST = "everything else";

    private DirectoryGrouping() {}

    /**
     * The rest comes first, because it is the base, then the directories in the given order, without those of which
     * nothing is written.
     *
     * @param tree the tree, which must contain the directories
     * @throws IllegalArgumentException if one of the paths does not exist
     */
    static List<LayerGroup> of(LayerUnits whole, FileTree tree, List<ImagePath> directories) {
        Map<ImagePath, List<LayerUnit>> below = new LinkedHashMap<>();
        directories.forEach(directory -> below.put(directory, new ArrayList<>()));
        List<LayerUnit> rest = new ArrayList<>();
        Map<Integer, Optional<ImagePath>> known = new HashMap<>();
        for (LayerUnit unit : whole.units()) {
            // The path itself may be that of a file or of an empty directory.
            ImagePath path = unit.path();
            Optional<ImagePath> directory = below.containsKey(path)
                    ? Optional.of(path)
                    : known.computeIfAbsent(
                            unit.place().number(), _ -> innermost(unit.place().path(), below));
            directory.map(below::get).orElse(rest).add(unit);
        }
        List<LayerGroup> groups = new ArrayList<>();
        if (!rest.isEmpty()) {
            groups.add(new LayerGroup(REST, rest));
        }
        below.forEach((directory, units) -> {
            if (!units.isEmpty()) {
                groups.add(new LayerGroup(directory.toString(), units));
            } else if (tree.lookUp(directory).isEmpty()) {
                throw new IllegalArgumentException("no content for a layer of its own at " + directory);
            }
        });
        return groups;
    }

    private static Optional<ImagePath> innermost(ImagePath path, Map<ImagePath, List<LayerUnit>> directories) {
        for (ImagePath above = path; !above.isRoot(); above = above.parent()) {
            if (directories.containsKey(above)) {
                return Optional.of(above);
            }
        }
        return directories.containsKey(ImagePath.ROOT) ? Optional.of(ImagePath.ROOT) : Optional.empty();
    }
}
